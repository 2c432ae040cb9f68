import { toBeHeard } from '../../../domain/countersign/toBeHeard';
import type { LastRound } from '../../../domain/countersign/toBeHeard';
import type { Answer, RoundRecord } from '../../../domain/countersign/types';

const record = (answers: Record<string, Answer | null>, comments: string[] = []): RoundRecord => ({
  requests: Object.entries(answers).map(([bodyId, answer]) => ({
    id: bodyId,
    bodyId,
    stage: 1,
    about: 'document',
    group: 1,
    state: answer === null ? 'deemed' : 'answered',
    answer,
  })),
  comments: comments.map((bodyId) => ({ bodyId, stage: 1, adoption: 'adopted', isHandled: true })),
  talks: [],
});
const last = (change: LastRound['change'], isBroken = false): LastRound => ({
  record: record({ finance: 'agree', water: 'disagree', health: 'comment', transport: null }, ['health']),
  isBroken,
  change,
});
const all = ['finance', 'water', 'health', 'transport'];

test('art-45 没有会签过的都请；答复过的和视为无不同意见的不再请', () => {
  expect(toBeHeard(all, [], null)).toEqual(all);
  expect(toBeHeard([...all, 'education'], all, last('none'))).toEqual(['education']);
  expect(toBeHeard(all, all, last('wording'))).toEqual([]);
});

test('art-45 文稿有实质性改动的，只再请不同意的和提过意见的；沉默的和同意的不再请', () => {
  expect(toBeHeard(all, all, last('substantive'))).toEqual(['water', 'health']);
});

test('art-45 会签中断的，没有答复的再请；已写的不同意见不因退回消失，不列为会签单位了也再请', () => {
  expect(toBeHeard(['finance', 'transport'], ['finance', 'water', 'health'], last('none', true))).toEqual([
    'transport',
    'water',
    'health',
  ]);
});
