import type { DecisionTable } from '../../../domain/decisions';
import { ask, askEverything, readTable } from '../../support/decisionTables';

let table: DecisionTable;
beforeAll(async () => {
  table = await readTable('leaveRules');
});

const answer = (meetingKind: string, participantClass: string, rank: string): Record<string, unknown> =>
  ask(table, { meetingKind, participantClass, rank });

describe('art-39 会议请假由谁决定、可否派人代', () => {
  it('每种情形有且只有一行，没有用不上的行', () => {
    expect(askEverything(table)).toMatchObject({ unneeded: [] });
  });

  it.each(['executive-deputy-commissioner', 'deputy-commissioner', 'secretary-general'])(
    '行署领导（%s）由专员逐件决定，不派人代',
    (rank) => {
      for (const kind of ['standing', 'plenary'])
        expect(answer(kind, 'member', rank)).toMatchObject({
          decidedBy: 'each',
          substitute: 'none',
          article: 'art-39',
        });
    },
  );

  it('art-5 专员本人不作请假', () => {
    expect(answer('standing', 'member', 'commissioner')).toMatchObject({
      decidedBy: 'refused',
      article: 'art-5',
    });
  });

  it('常务会议的组成人员不得由他人代；全体会议的部门主要负责人和列席人员可由本单位负责人代', () => {
    expect(answer('standing', 'member', 'none').substitute).toBe('none');
    expect(answer('plenary', 'member', 'none')).toMatchObject({ decidedBy: 'list', substitute: 'deputy' });
    expect(answer('standing', 'attending', 'none')).toMatchObject({
      decidedBy: 'list',
      substitute: 'deputy',
    });
    expect(answer('plenary', 'member', 'deputy-secretary-general')).toMatchObject({
      decidedBy: 'list',
      substitute: 'none',
    });
  });
});
