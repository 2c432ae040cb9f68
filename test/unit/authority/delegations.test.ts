import { authorityAt } from '../../../domain/people/authority';
import type { DelegableAct, DelegationRules } from '../../../domain/people/delegations';
import { resolveHolder } from '../../../domain/people/resolveHolder';
import type { Delegation, Lawful, PeopleSnapshot } from '../../../domain/people/types';
import { draftedByClerk, tinyOffice } from '../people/tinyOffice';

const at = new Date('2026-03-02T04:00:00Z');
const hour = 3_600_000;

const rules: DelegationRules = {
  presidingCovers: [],
  undelegableActs: ['签署'],
  delegateRanks: ['chief', 'deputy-chief', 'secretary'],
};
const signing: DelegableAct = { act: '签发', isSigning: true, kind: 'notice', matter: 'none' };

const delegation = (change: Partial<Delegation> = {}): Delegation => ({
  id: 'd-1',
  fromPersonId: 'p1',
  fromPostId: 'chief',
  toPersonId: 'p2',
  toPostId: 'deputy-chief',
  preside: false,
  sign: true,
  kinds: null,
  matters: null,
  validFrom: new Date(at.getTime() - hour),
  validUntil: new Date(at.getTime() + hour),
  revokedAt: null,
  basis: '某署办〔2026〕3号',
  ...change,
});

const office = (change: Partial<PeopleSnapshot>): PeopleSnapshot => ({ ...tinyOffice, at, ...change });

const CHIEF = { id: 'commissioner', label: '专员', relation: 'rank', rank: 'chief' } as const;
const SECRETARY = { id: 'secretary', label: '秘书长', relation: 'rank', rank: 'secretary' } as const;

function lawful(
  people: PeopleSnapshot,
  options: {
    what?: Partial<DelegableAct>;
    rules?: Partial<DelegationRules>;
    drafter?: string;
    own?: Lawful;
  } = {},
): Lawful {
  return authorityAt(options.own ?? resolveHolder(CHIEF, draftedByClerk, people), people, {
    what: { ...signing, ...options.what },
    drafterPersonId: options.drafter ?? 'p5',
    ownDraft: (rank) => ({ allowed: rank === 'chief', words: '拟稿人不签发自己所拟的文稿。' }),
    delegation: { ...rules, ...options.rules },
    timeZone: 'Asia/Shanghai',
  });
}

const who = ({ capacities }: Lawful): string[] =>
  capacities.map(({ personId, onBehalfOf }) =>
    onBehalfOf ? `${personId} for ${onBehalfOf.personId}` : personId,
  );

describe('art-5 有委托的，受委托人可以签发', () => {
  test('受委托人之外，委托人本人仍可签发；说明写清谁委托谁、凭什么、到何时', () => {
    const found = lawful(office({ delegations: [delegation()] }));
    expect(who(found)).toEqual(['p1', 'p2 for p1']);
    expect(found.words).toBe(
      '专员现为甲；专员甲委托副专员阿不都热依木·吐尔逊签发（某署办〔2026〕3号，至3月2日13:00），本人也可办理',
    );
  });

  test.each([
    ['开始的一刻', { validFrom: at }, ['p1', 'p2 for p1']],
    ['结束的一刻', { validUntil: at }, ['p1']],
    ['撤销前一秒', { revokedAt: new Date(at.getTime() + 1000) }, ['p1', 'p2 for p1']],
    ['撤销的一刻', { revokedAt: at }, ['p1']],
    ['撤销后一秒', { revokedAt: new Date(at.getTime() - 1000) }, ['p1']],
  ])('art-5 %s：按那一刻算', (_when, change, expected) => {
    expect(who(lawful(office({ delegations: [delegation(change)] })))).toEqual(expected);
  });

  test('已撤销的写明何时撤销，仍由本人签发', () => {
    const revoked = delegation({ revokedAt: new Date(at.getTime() - 60_000) });
    expect(lawful(office({ delegations: [revoked] })).words).toContain(
      '签发已于3月2日11:59撤销，仍由本人签发',
    );
  });

  test.each([
    ['限于别的文种', { kinds: ['letter'] }],
    ['限于别的事项', { matters: ['finance'] }],
    ['只委托主持工作', { preside: true, sign: false }],
  ])('art-5 %s的委托不及于此件', (_what, change) => {
    const found = lawful(office({ delegations: [delegation(change)] }));
    expect(who(found)).toEqual(['p1']);
    expect(found.words).toContain('的事项不包括签发此件（某署办〔2026〕3号），仍由本人签发');
  });

  test('口径改为主持工作包括签发的，只委托主持也可签发', () => {
    const presiding = office({ delegations: [delegation({ preside: true, sign: false })] });
    expect(who(lawful(presiding, { rules: { presidingCovers: ['签发'] } }))).toEqual(['p1', 'p2 for p1']);
  });

  test('委托签发不及于审核', () => {
    const found = lawful(office({ delegations: [delegation()] }), {
      what: { act: '审核', isSigning: false },
    });
    expect(who(found)).toEqual(['p1']);
  });

  test('art-47 签署不能委托', () => {
    expect(who(lawful(office({ delegations: [delegation()] }), { what: { act: '签署' } }))).toEqual(['p1']);
  });

  test('受托人不得转委托', () => {
    const second = delegation({
      id: 'd-2',
      fromPersonId: 'p2',
      fromPostId: 'deputy-chief',
      toPersonId: 'p6',
      toPostId: 'secretary',
    });
    expect(who(lawful(office({ delegations: [delegation(), second] })))).toEqual(['p1', 'p2 for p1']);
  });

  test('委托人离任，委托随之终止；受托人离任，不再受托', () => {
    const delegations = [delegation()];
    const without = (person: string): PeopleSnapshot =>
      office({ delegations, holdings: tinyOffice.holdings.filter(({ personId }) => personId !== person) });
    expect(who(lawful(without('p1')))).toEqual([]);
    expect(who(lawful(without('p2')))).toEqual(['p1']);
  });

  test.each(['p1', 'p2'])('%s 离任后又任原职的，原来的委托不恢复', (person) => {
    const holdings = tinyOffice.holdings.map((one) =>
      one.personId === person ? { ...one, since: new Date(at.getTime() - 60_000) } : one,
    );
    expect(who(lawful(office({ delegations: [delegation()], holdings })))).toEqual(['p1']);
  });

  test('受托职务不在可以委托之列的，不生效', () => {
    const toHead = delegation({ toPersonId: 'p3', toPostId: 'agriculture-head' });
    expect(who(lawful(office({ delegations: [toHead] })))).toEqual(['p1']);
  });

  test('本人职务上就可办的，不凭委托办', () => {
    const own: Lawful = {
      capacities: [CHIEF, SECRETARY].flatMap(
        (holder) => resolveHolder(holder, draftedByClerk, tinyOffice).capacities,
      ),
      words: '两人可签',
    };
    const toSecretary = delegation({ toPersonId: 'p6', toPostId: 'secretary' });
    expect(who(lawful(office({ delegations: [toSecretary] }), { own }))).toEqual(['p1', 'p6']);
  });
});

describe('art-54 外出不等于不能履职', () => {
  const absences = [{ personId: 'p1', returnsAt: new Date('2026-03-06T12:00:00Z') }];

  test('没有委托的，件仍由本人签发，不转给任何人', () => {
    const found = lawful(office({ absences }));
    expect(who(found)).toEqual(['p1']);
    expect(found.words).toContain('专员甲外出（预计3月6日20:00返回），没有委托他人，仍由本人签发');
  });

  test('有委托的，外出和委托都写明', () => {
    expect(lawful(office({ absences, delegations: [delegation()] })).words).toContain(
      '专员甲外出（预计3月6日20:00返回），委托副专员阿不都热依木·吐尔逊签发',
    );
  });
});

describe('art-47 拟稿人自己拟的件', () => {
  const secretary: Lawful = resolveHolder(SECRETARY, draftedByClerk, tinyOffice);

  test('专员以下的不签发自己所拟的文稿；没有别人可签的，写明缘由', () => {
    const found = lawful(tinyOffice, { own: secretary, drafter: 'p6' });
    expect(found).toEqual({
      capacities: [],
      words: '秘书长现为己；秘书长己不办：拟稿人不签发自己所拟的文稿',
    });
  });

  test('专员自己拟的可以自己签发', () => {
    expect(who(lawful(tinyOffice, { drafter: 'p1' }))).toEqual(['p1']);
  });

  test('拟稿人不能借委托签发：受托人是拟稿人的，受拟稿人之托的，都不算', () => {
    expect(who(lawful(office({ delegations: [delegation()] }), { drafter: 'p2' }))).toEqual(['p1']);
    const fromSecretary = delegation({ fromPersonId: 'p6', fromPostId: 'secretary' });
    const found = lawful(office({ delegations: [fromSecretary] }), { own: secretary, drafter: 'p6' });
    expect(who(found)).toEqual([]);
  });
});

describe('一个职务两人、无人、空缺一天', () => {
  const holding = (...persons: string[]): PeopleSnapshot =>
    office({ holdings: persons.map((personId) => ({ personId, postId: 'chief' })) });

  test('两人同任一职的，任何一位都可签发', () => {
    expect(who(lawful(holding('p1', 'p3')))).toEqual(['p1', 'p3']);
  });

  test('无人在任的，谁也不能签发，委托也救不了', () => {
    const vacant = { ...holding(), delegations: [delegation()] };
    expect(lawful(vacant)).toEqual({ capacities: [], words: '专员现无人在任，无人可办' });
  });

  test('一人两职的，两个职务各算一个身份', () => {
    const both = office({ holdings: [...tinyOffice.holdings, { personId: 'p1', postId: 'secretary' }] });
    const own: Lawful = {
      capacities: [CHIEF, SECRETARY].flatMap(
        (holder) => resolveHolder(holder, draftedByClerk, both).capacities,
      ),
      words: '',
    };
    const found = lawful(both, { own });
    expect(found.capacities.map(({ personId, postId }) => `${postId}/${personId}`)).toEqual([
      'chief/p1',
      'secretary/p6',
      'secretary/p1',
    ]);
  });
});
