import { faultOfLimit } from '../../../domain/countersign/limits';
import {
  askedAboutComments,
  askedAfterNegotiation,
  dissenters,
  nextOfRound,
} from '../../../domain/countersign/nextOfRound';
import type { AskedRequest, RoundRecord } from '../../../domain/countersign/types';

const request = (bodyId: string, change: Partial<AskedRequest> = {}): AskedRequest => ({
  id: `${bodyId}-${change.stage ?? 1}`,
  bodyId,
  stage: 1,
  about: 'document',
  group: 1,
  state: 'answered',
  answer: 'agree',
  ...change,
});
const record = (requests: AskedRequest[], rest: Partial<RoundRecord> = {}): RoundRecord => ({
  requests,
  comments: [],
  talks: [],
  ...rest,
});
const silent = (bodyId: string, stage = 1): AskedRequest =>
  request(bodyId, { stage, state: 'deemed', answer: null });
const against = (bodyId: string, stage = 1): AskedRequest => request(bodyId, { stage, answer: 'disagree' });

describe('art-45 会签的下一步', () => {
  it('先请组号小的，前面的阶段没有请完不请后面的', () => {
    const waiting = (bodyId: string, group: number, stage = 1): AskedRequest =>
      request(bodyId, { group, stage, state: 'waiting', answer: null });
    const planned = nextOfRound(record([waiting('c', 1, 2), waiting('b', 2), waiting('a', 1)]));
    expect(planned).toEqual({ next: 'ask', requestIds: ['a-1'] });
  });

  it('有单位还开着而引擎里没有人等它的，不往下走', () => {
    expect(nextOfRound(record([request('a', { state: 'open', answer: null })]))).toEqual({ next: 'stuck' });
  });

  it('art-45 全部没有答复也没有分歧：结果是没有不同意见', () => {
    expect(nextOfRound(record([silent('a'), silent('b')]))).toEqual({ next: 'done', outcome: 'agreed' });
  });

  it('意见没有研究过的先研究，采纳情况登记了也要办结这一步', () => {
    const comments = [{ bodyId: 'a', stage: 1, adoption: 'adopted' as const, isHandled: false }];
    expect(nextOfRound(record([request('a', { answer: 'comment' })], { comments }))).toEqual({
      next: 'comments',
    });
  });

  it('有不同意的先协商；协商不成、再会签后仍不同意的协调；协调后结束', () => {
    expect(nextOfRound(record([against('a')]))).toEqual({ next: 'negotiate' });
    const split = { kind: 'negotiation', result: 'split' } as const;
    expect(nextOfRound(record([against('a'), against('a', 2)], { talks: [split] }))).toEqual({
      next: 'coordinate',
    });
    const recommended = { kind: 'coordination', result: 'recommended' } as const;
    expect(nextOfRound(record([against('a'), against('a', 2)], { talks: [split, recommended] }))).toEqual({
      next: 'done',
      outcome: 'dissent-decided',
    });
  });

  it('art-45 再会签时都同意了的，不再协调', () => {
    const talks = [{ kind: 'negotiation', result: 'split' } as const];
    expect(nextOfRound(record([against('a'), request('a', { stage: 2 })], { talks }))).toEqual({
      next: 'done',
      outcome: 'agreed',
    });
  });

  it('取消了的单位不影响结果', () => {
    expect(nextOfRound(record([request('a', { state: 'dropped', answer: null })]))).toEqual({
      next: 'done',
      outcome: 'agreed',
    });
  });
});

describe('art-45 沉默不抹去先前写明的不同意见', () => {
  it('后来没有答复的，仍是不同意', () => {
    expect(dissenters(record([against('a'), silent('a', 2)]))).toEqual(['a']);
  });

  it('后来书面同意的，不再是', () => {
    expect(dissenters(record([against('a'), silent('a', 2), request('a', { stage: 3 })]))).toEqual([]);
  });

  it('口头同意后没有补签的，按电话答复算，不按沉默算', () => {
    expect(dissenters(record([against('a'), request('a', { stage: 2, state: 'by-phone' })]))).toEqual([]);
  });
});

describe('art-45 再问谁', () => {
  it('未采纳的问提出单位；不同意的单位由协商去谈，不另问', () => {
    const comments = [
      { bodyId: 'a', stage: 1, adoption: 'not-adopted' as const, isHandled: true },
      { bodyId: 'b', stage: 1, adoption: 'not-adopted' as const, isHandled: true },
      { bodyId: 'c', stage: 1, adoption: 'partly' as const, isHandled: true },
    ];
    const asked = askedAboutComments(record([request('a'), against('b'), request('c')], { comments }), 1);
    expect(asked).toEqual({ bodyIds: ['a'], about: 'comments' });
  });

  it('谈妥的问不同意的单位，没有谈妥的请全部单位会签分歧意见，取消的除外', () => {
    const all = record([against('a'), request('b'), request('c', { state: 'dropped', answer: null })]);
    expect(askedAfterNegotiation(all, 'settled')).toEqual({ bodyIds: ['a'], about: 'settlement' });
    expect(askedAfterNegotiation(all, 'split')).toEqual({ bodyIds: ['a', 'b'], about: 'dissent' });
  });
});

describe('art-45 主办部门另定的期限', () => {
  it.each([
    [null, null],
    [{ days: 3, reason: null }, null],
    [{ days: 2, reason: '汛情紧急' }, null],
    [{ days: 2, reason: ' ' }, '另定的期限少于3个工作日，须写明理由'],
  ])('%j', (own, fault) => {
    expect(faultOfLimit(own, { minimumDays: 3 })).toBe(fault);
  });
});
