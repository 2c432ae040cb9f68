import type { HolderContext } from '../../../domain/people/holders';
import type { PeopleSnapshot } from '../../../domain/people/types';

/** A small office for tests of relations: 农业农村局 with a head, a deputy and a clerk; two leaders. */
export const tinyOffice: PeopleSnapshot = {
  at: new Date('2026-03-02T04:00:00Z'),
  ranks: [
    { id: 'chief', label: '专员', precedence: 1 },
    { id: 'deputy-chief', label: '副专员', precedence: 3 },
    { id: 'secretary', label: '秘书长', precedence: 4 },
  ],
  bodies: [
    { id: 'administration', kind: 'government', name: '某行署', shortName: '行署' },
    { id: 'agriculture', kind: 'department', name: '某农业农村局', shortName: '农业农村局' },
    { id: 'water', kind: 'department', name: '某水利局', shortName: '水利局' },
  ],
  persons: [
    { id: 'p1', login: 'chief', displayName: '甲' },
    { id: 'p2', login: 'deputychief', displayName: '阿不都热依木·吐尔逊' },
    { id: 'p3', login: 'head', displayName: '丙' },
    { id: 'p4', login: 'deputy', displayName: '丁' },
    { id: 'p5', login: 'clerk', displayName: '戊' },
    { id: 'p6', login: 'secretary', displayName: '己' },
  ],
  posts: [
    post('chief', 'administration', '专员', { rankId: 'chief', isPrincipal: true, isInCharge: true }),
    post('deputy-chief', 'administration', '副专员', { rankId: 'deputy-chief', isInCharge: true }),
    post('secretary', 'administration', '秘书长', {
      rankId: 'secretary',
      isInCharge: true,
      duties: ['draft-review'],
    }),
    post('agriculture-head', 'agriculture', '农业农村局局长', { isPrincipal: true, isInCharge: true }),
    post('agriculture-deputy', 'agriculture', '农业农村局副局长', { isInCharge: true }),
    post('agriculture-clerk', 'agriculture', '农业农村局科员', {}),
    post('water-head', 'water', '水利局局长', { isPrincipal: true, isInCharge: true }),
  ],
  holdings: [
    { personId: 'p1', postId: 'chief' },
    { personId: 'p2', postId: 'deputy-chief' },
    { personId: 'p3', postId: 'agriculture-head' },
    { personId: 'p4', postId: 'agriculture-deputy' },
    { personId: 'p5', postId: 'agriculture-clerk' },
    { personId: 'p6', postId: 'secretary' },
  ],
  portfolios: [
    { postId: 'deputy-chief', bodyId: 'agriculture' },
    { postId: 'secretary', bodyId: 'water' },
  ],
  pairings: [{ secretaryPostId: 'secretary', leaderPostId: 'deputy-chief' }],
  delegations: [],
  absences: [],
};

export const draftedByClerk: HolderContext = {
  drafter: { personId: 'p5', postId: 'agriculture-clerk' },
  draftingBodyId: 'agriculture',
};

type PostOptions = Partial<PeopleSnapshot['posts'][number]>;

function post(
  id: string,
  bodyId: string,
  label: string,
  options: PostOptions,
): PeopleSnapshot['posts'][number] {
  return { id, bodyId, label, rankId: null, isPrincipal: false, isInCharge: false, duties: [], ...options };
}
