import type { HolderRule } from '../../../domain/people/holders';
import { resolveHolder } from '../../../domain/people/resolveHolder';
import type { PeopleSnapshot } from '../../../domain/people/types';
import { draftedByClerk, tinyOffice } from './tinyOffice';

const drafter: HolderRule = { id: 'drafter', label: '拟稿人', relation: 'drafter' };
const principal: HolderRule = {
  id: 'principal',
  label: '主办单位主要负责人',
  relation: 'principal-of-drafting-body',
};
const chief: HolderRule = { id: 'chief', label: '专员', relation: 'rank', rank: 'chief' };
const reviewer: HolderRule = { id: 'reviewer', label: '核稿人', relation: 'duty', duty: 'draft-review' };
const leader: HolderRule = { id: 'leader', label: '分管领导', relation: 'portfolio' };
const deputyChief: HolderRule = {
  id: 'deputy-chief',
  label: '分管副专员',
  relation: 'portfolio',
  ranks: ['deputy-chief'],
};

const without = (postId: string): PeopleSnapshot => ({
  ...tinyOffice,
  holdings: tinyOffice.holdings.filter((holding) => holding.postId !== postId),
});

const names = (holder: HolderRule, people = tinyOffice, context = draftedByClerk): string[] =>
  resolveHolder(holder, context, people).capacities.map(
    ({ postLabel, personName }) => `${postLabel}${personName}`,
  );

describe('When a holder is looked for', () => {
  test('then the portfolio leads to its leader and says so (art 7)', () => {
    const resolution = resolveHolder(leader, draftedByClerk, tinyOffice);
    expect(resolution.capacities).toEqual([
      {
        personId: 'p2',
        login: 'deputychief',
        personName: '阿不都热依木·吐尔逊',
        postId: 'deputy-chief',
        postLabel: '副专员',
      },
    ]);
    expect(resolution.words).toBe('农业农村局由副专员阿不都热依木·吐尔逊分管');
  });

  test('then a secretary with a portfolio may review, but is not a deputy chief who may sign (art 47)', () => {
    const context = { ...draftedByClerk, draftingBodyId: 'water' };
    expect(names(leader, tinyOffice, context)).toEqual(['秘书长己']);
    const resolution = resolveHolder(deputyChief, context, tinyOffice);
    expect(resolution.capacities).toEqual([]);
    expect(resolution.words).toBe('水利局由秘书长己分管，不是分管副专员，无人可办');
  });

  test('then a body that the first of all keeps for himself has no deputy over it: he does what a deputy would (art 9)', () => {
    const own: PeopleSnapshot = { ...tinyOffice, portfolios: [{ postId: 'chief', bodyId: 'agriculture' }] };
    expect(names(deputyChief, own)).toEqual([]);
    const resolution = resolveHolder({ ...deputyChief, orHighest: true } as HolderRule, draftedByClerk, own);
    expect(resolution.capacities.map(({ personName }) => personName)).toEqual(['甲']);
    expect(resolution.words).toBe('农业农村局由专员甲直接分管');
    const water = { ...draftedByClerk, draftingBodyId: 'water' };
    expect(names({ ...deputyChief, orHighest: true } as HolderRule, tinyOffice, water)).toEqual([]);
  });

  test('then the principal of a department is its head, never a deputy (art 45)', () => {
    expect(names(principal)).toEqual(['农业农村局局长丙']);
    expect(names(principal, without('agriculture-head'))).toEqual([]);
  });

  test('then a drafter who heads his department is his own principal and is returned', () => {
    const byHead = { drafter: { personId: 'p3', postId: 'agriculture-head' }, draftingBodyId: 'agriculture' };
    expect(names(principal, tinyOffice, byHead)).toEqual(['农业农村局局长丙']);
  });

  test('then two in one post are both returned', () => {
    const people = {
      ...tinyOffice,
      holdings: [...tinyOffice.holdings, { personId: 'p5', postId: 'secretary' }],
    };
    expect(names(reviewer, people)).toEqual(['秘书长己', '秘书长戊']);
    expect(resolveHolder(reviewer, draftedByClerk, people).words).toBe('核稿人为秘书长己、秘书长戊');
  });

  test('then one who left is not found, and the words say what is missing', () => {
    expect(resolveHolder(chief, draftedByClerk, without('chief'))).toEqual({
      holder: chief,
      capacities: [],
      words: '专员现无人在任，无人可办',
    });
    expect(resolveHolder(leader, draftedByClerk, without('deputy-chief')).words).toBe(
      '农业农村局现无人分管，无人可办',
    );
    expect(resolveHolder(reviewer, draftedByClerk, without('secretary')).words).toBe(
      '核稿人现无人在任，无人可办',
    );
    expect(resolveHolder(principal, draftedByClerk, without('agriculture-head')).words).toBe(
      '农业农村局现无主要负责人在任，无人可办',
    );
  });

  test('then a holder whose account is closed counts as gone', () => {
    const people = { ...tinyOffice, persons: tinyOffice.persons.filter(({ id }) => id !== 'p1') };
    expect(names(chief, people)).toEqual([]);
  });

  test('then a body that nobody has in his portfolio has no leader', () => {
    const context = { ...draftedByClerk, draftingBodyId: 'administration' };
    expect(resolveHolder(leader, context, tinyOffice).words).toBe('行署现无人分管，无人可办');
  });

  test('then the draft stays with its drafter, also after he moved to another post', () => {
    expect(names(drafter)).toEqual(['农业农村局科员戊']);
    const moved = {
      ...tinyOffice,
      holdings: [
        ...tinyOffice.holdings.filter(({ personId }) => personId !== 'p5'),
        { personId: 'p5', postId: 'water-head' },
      ],
    };
    expect(names(drafter, moved)).toEqual(['水利局局长戊']);
    expect(resolveHolder(drafter, draftedByClerk, without('agriculture-clerk')).words).toBe(
      '拟稿人已不在任，无人可办',
    );
  });
});

describe('When a delay is reported to the next rank', () => {
  const nextRank: HolderRule = { id: 'next-rank', label: '上一级领导', relation: 'next-rank' };
  const above = (postId: string, people = tinyOffice): string[] =>
    names(nextRank, people, { ...draftedByClerk, stepPostIds: [postId] });

  test('then it goes to the rank directly above, and to nobody above the first (art 5)', () => {
    expect(above('secretary')).toEqual(['副专员阿不都热依木·吐尔逊']);
    expect(above('deputy-chief')).toEqual(['专员甲']);
    expect(above('chief')).toEqual([]);
  });

  test('then without a rank it goes to the principal of the body, and from him to its leader (art 7)', () => {
    expect(above('agriculture-clerk')).toEqual(['农业农村局局长丙']);
    expect(above('agriculture-head')).toEqual(['副专员阿不都热依木·吐尔逊']);
  });

  test('then a vacant rank is passed over', () => {
    expect(above('secretary', without('deputy-chief'))).toEqual(['专员甲']);
  });

  test('then among several the one who has the drafting body in his portfolio is told', () => {
    const second = { ...tinyOffice.posts[1], id: 'deputy-chief-2' } as PeopleSnapshot['posts'][number];
    const people = {
      ...tinyOffice,
      posts: [...tinyOffice.posts, second],
      holdings: [...tinyOffice.holdings, { personId: 'p4', postId: 'deputy-chief-2' }],
    };
    expect(above('secretary', people)).toEqual(['副专员阿不都热依木·吐尔逊']);
  });
});

describe('When a leader is assisted by his secretary', () => {
  const paired: HolderRule = {
    id: 'paired-secretary',
    label: '对口副秘书长',
    relation: 'paired-secretary',
    otherwise: 'secretary',
  };
  const posts = (people: PeopleSnapshot): string[] =>
    resolveHolder(paired, draftedByClerk, people).capacities.map(({ postId }) => postId);

  test('art-8 由与分管领导对口的副秘书长协助，写明与谁对口', () => {
    const found = resolveHolder(paired, draftedByClerk, tinyOffice);
    expect(found.capacities.map(({ postId }) => postId)).toEqual(['secretary']);
    expect(found.words).toMatch(/^与.+对口的是.+/);
  });

  test('art-8 没有对口的，或者对口的已不在任，这一职级的都可以协助', () => {
    const everyone = tinyOffice.posts.filter(({ rankId }) => rankId === 'secretary').map(({ id }) => id);
    expect(posts({ ...tinyOffice, pairings: [] })).toEqual(everyone);
    const gone = tinyOffice.holdings.filter(({ postId }) => postId !== 'secretary');
    expect(posts({ ...tinyOffice, holdings: gone })).toEqual([]);
  });
});
