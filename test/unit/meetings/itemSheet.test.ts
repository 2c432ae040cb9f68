import type { RequestView, RoundView } from '../../../db/readModels/countersignView';
import { countersignTable, dissentOf, opinionsOf } from '../../../workers/meeting/packet/countersignTable';

const request = (change: Partial<RequestView>): RequestView =>
  ({
    bodyId: 'finance',
    bodyName: '财政局',
    isLead: false,
    state: 'answered',
    answers: [],
    phone: null,
    deemed: null,
    endReason: null,
    closedAt: '2026-11-20T04:00:00Z',
    ...change,
  }) as RequestView;

const answer = (change: Partial<RequestView['answers'][number]>): RequestView['answers'][number] =>
  ({
    kind: 'in-time',
    answer: 'agree',
    opinion: '',
    proposedWording: '',
    actor: '财政局局长帕丽旦·玉山',
    answeredAt: '2026-11-20T04:00:00Z',
    ...change,
  }) as RequestView['answers'][number];

const round = (requests: RequestView[], change: Partial<RoundView> = {}): RoundView =>
  ({ number: 1, requests, comments: [], talks: [], ...change }) as unknown as RoundView;

test('art-38 art-45 材料中的会签单：逾期的单独说明，不写作同意', () => {
  const deemed = request({
    bodyName: '水利局',
    state: 'deemed',
    deemed: { expiredAt: '2026-11-24T11:30:00Z' } as NonNullable<RequestView['deemed']>,
  });
  const table = countersignTable([round([request({ answers: [answer({})] }), deemed])], 'Asia/Shanghai');
  expect(table?.rows.map(([body, result]) => [body, result])).toEqual([
    ['财政局', '同意'],
    ['水利局', '逾期视为无不同意见\n没有答复，不是同意；期限于11月24日19:30届满'],
  ]);
});

test('art-38 art-45 不同意见单列；期满后才到的不同意见也在其中，认定不变', () => {
  const late = answer({
    kind: 'late',
    answer: 'disagree',
    opinion: '资金没有着落',
    proposedWording: '删去第三条',
  });
  const deemed = request({ state: 'deemed', answers: [late] });
  const against = request({
    bodyId: 'education',
    bodyName: '教育局',
    answers: [answer({ answer: 'disagree', opinion: '影响教学' })],
  });
  const rounds = [round([deemed, against])];
  expect(dissentOf(rounds)).toEqual([
    { who: '财政局', words: '资金没有着落\n建议改为：删去第三条' },
    { who: '教育局', words: '影响教学' },
  ]);
  expect(countersignTable(rounds, 'Asia/Shanghai')?.rows[0]?.[1]).toContain('期满后答复（存查）：不同意');
});

test('art-45 先不同意、协商后同意的，两样都看得到', () => {
  const first = request({ answers: [answer({ answer: 'disagree', opinion: '水源不足' })] });
  const second = request({ answers: [answer({ answeredAt: '2026-11-22T04:00:00Z' })] });
  expect(dissentOf([round([first, second])])).toEqual([
    { who: '财政局', words: '水源不足\n其后再次会签：同意' },
  ]);
});

test('意见连同采纳情况列出；没有征求意见的，没有会签单', () => {
  const comments = [{ bodyName: '财政局', text: '补充资金来源', adoption: 'partly', reasons: '已列入预算' }];
  expect(opinionsOf([round([], { comments: comments as RoundView['comments'] })])).toEqual([
    { who: '财政局', words: '补充资金来源\n部分采纳：已列入预算' },
  ]);
  expect(countersignTable([], 'Asia/Shanghai')).toBeNull();
});
