import type { HolderRule } from '../../../domain/people/holders';
import { resolveHolder } from '../../../domain/people/resolveHolder';
import { tinyOffice } from './tinyOffice';

const receiver: HolderRule = { id: 'r', label: '收发岗', relation: 'duty-in-asked-body', duty: 'receiving' };
const answerer: HolderRule = { id: 'a', label: '负责人', relation: 'answerer-of-asked-body' };
const principal: HolderRule = { id: 'p', label: '主要负责人', relation: 'principal-of-asked-body' };

const context = (byPrincipal: boolean) => ({
  drafter: { personId: 'p5', postId: 'agriculture-clerk' },
  draftingBodyId: 'water',
  asked: { bodyId: 'agriculture', byPrincipal },
});
const posts = (holder: HolderRule, byPrincipal = false): string[] =>
  resolveHolder(holder, context(byPrincipal), tinyOffice).capacities.map(({ postId }) => postId);

describe('art-45 会签由谁办', () => {
  it('会签单位由任一负责人答复，主办部门只由主要负责人答复', () => {
    expect(posts(answerer).sort()).toEqual(['agriculture-deputy', 'agriculture-head']);
    expect(posts(answerer, true)).toEqual(['agriculture-head']);
    expect(posts(principal)).toEqual(['agriculture-head']);
  });

  it('没有设收发岗的单位由负责人签收，并写明', () => {
    const { capacities, words } = resolveHolder(receiver, context(false), tinyOffice);
    expect(capacities.map(({ postId }) => postId)).toContain('agriculture-head');
    expect(words).toContain('没有设收发岗');
  });

  it('不属于会签的环节没有人可办', () => {
    const { drafter, draftingBodyId } = context(false);
    expect(resolveHolder(answerer, { drafter, draftingBodyId }, tinyOffice).capacities).toEqual([]);
  });
});
