import { RunningSystem } from '../support/running';
import { Round } from '../support/round';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(300_000);

test('art-45 意见没有全部登记采纳情况的不能办结；未采纳的再问提出单位，其表示同意的没有分歧', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  await round.answer('finance', 'concur-with-comments', '建议写明资金来源。');
  await expect(round.act('HandleComments', null, 'comments-handled', '')).rejects.toMatchObject({
    status: 422,
  });
  await round.handleComments('not-adopted');
  const again = await round.becomes('finance', 'open', 2);
  expect(again).toMatchObject({ stage: 2, about: 'comments' });
  await round.answer('finance');
  expect((await round.closed()).outcome).toBe('agreed');
});

test('art-45 协商取得一致的，由不同意的单位会签协商结果；逾期没有答复的，先前写明的不同意见仍在', async () => {
  const round = await Round.open(system, { departments: ['water', 'finance'] });
  await round.answer('water', 'disagree', '水源不足。');
  await round.answer('finance');
  await round.handleComments('adopted');
  await round.act('Negotiate', null, 'settled', '与水利局商定分两年实施。');
  expect(await round.becomes('water', 'open', 2)).toMatchObject({ about: 'settlement' });
  await round.pass('water');
  await round.becomes('water', 'deemed', 2);
  // Silence does not undo what was written: it is negotiated again.
  const step = await round.openStep('Negotiate');
  await round.complete(step, 'settled', '再次商定。');
  await round.becomes('water', 'open', 3);
  await round.answer('water');
  const view = await round.closed();
  expect(view.outcome).toBe('agreed');
  expect(view.requests.filter(({ bodyId }) => bodyId === 'water').map(({ state }) => state)).toEqual([
    'answered',
    'deemed',
    'answered',
  ]);
});

test('art-45 art-46 协商不成：列明各方理由再由各单位会签，仍有分歧的由副秘书长协助、分管领导协调，提出倾向性建议', async () => {
  const round = await Round.open(system, { departments: ['water', 'finance'] });
  await round.answer('water', 'disagree', '水源不足。');
  await round.answer('finance');
  await round.handleComments('not-adopted');
  await round.act('Negotiate', null, 'still-split', '建议按原方案实施。');
  for (const bodyId of ['water', 'finance']) {
    expect(await round.becomes(bodyId, 'open', 2)).toMatchObject({ about: 'dissent' });
  }
  await round.answer('water', 'disagree', '仍不同意。');
  await round.answer('finance');
  await round.act('AssistCoordination', null, 'assisted', '各方理由已理清。');
  const step = await round.openStep('Coordinate');
  expect(step.logins).toEqual(['abudureyimu']);
  await round.complete(step, 'recommend', '建议缩小范围实施。');
  const view = await round.closed();
  expect(view.outcome).toBe('dissent-decided');
  expect(view.talks.map(({ kind, result }) => [kind, result])).toEqual([
    ['negotiation', 'split'],
    ['coordination', 'recommended'],
  ]);
  expect(view.talks[0]?.grounds).toEqual([
    expect.objectContaining({ bodyId: 'water', opinion: '水源不足。' }),
  ]);
});
