import { freshDay, RegionalMeeting } from '../support/regionalMeeting';
import { RunningSystem } from '../support/running';
import { readStories } from '../support/stories';

const { regional } = readStories();
let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(120_000);

test(`${regional.article} 区域性会议：本年度允许的几次可以申请，先由分管领导同意；再多一次的指明条文，取消一次才让得出来`, async () => {
  const startsAt = freshDay();
  const propose = (): Promise<RegionalMeeting> =>
    RegionalMeeting.propose(system, regional.login, { ...regional.plan, startsAt });
  const made: RegionalMeeting[] = [];
  for (let count = 0; count < regional.allowed; count += 1) made.push(await propose());
  await expect(propose()).rejects.toMatchObject({
    status: 422,
    problem: expect.objectContaining({ rule: expect.objectContaining({ article: regional.article }) }),
  });

  const [first] = made;
  if (!first) throw new Error('nothing was allowed');
  const step = await first.open('AgreeRegionalMeeting');
  expect(step.rule.article).toBe(regional.article);
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual([regional.agrees]);
  await first.act('AgreeRegionalMeeting');
  await first.state('agreed');
  await first.post('calling-off', { reason: '改以文件部署' });
  expect((await first.ended()).closedAs).toBe('cancelled');
  expect((await (await propose()).meeting()).placeInYear).toBe(1);
});
