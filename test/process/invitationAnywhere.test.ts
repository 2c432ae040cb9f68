import { Invitation } from '../support/invitation';
import { moveClockTo, officeTime } from '../support/officeClock';
import { RunningSystem } from '../support/running';
import { readStories } from '../support/stories';

/** What holds for every office, in its own words. */
const { invitation: story } = readStories();
let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(120_000);

test(`${story.article} 应邀会议由分管的${story.attends}确定；特殊情况委托${story.entrusted}的，由他答复，会后登记，办结`, async () => {
  const startsAt = new Date((await officeTime(system)).getTime() + 2 * 86_400_000);
  const invitation = await Invitation.register(system, { startsAt });
  const step = await invitation.open('ConfirmAttendance');
  expect(step.rule.article).toBe(story.article);
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual([story.attends]);
  await invitation.act('ConfirmAttendance', 'entrust', '外出调研，不能赶回。');
  expect(await invitation.postsAt('AcceptEntrustment')).toEqual([story.entrusted]);
  await invitation.act('AcceptEntrustment', 'accept-entrustment', '');
  const settled = await invitation.state('confirmed');
  expect(settled).toMatchObject({ isEntrusted: true });
  expect(settled.attendee.startsWith(story.entrusted)).toBe(true);

  await moveClockTo(system, new Date(startsAt.getTime() + 3_600_000));
  await invitation.act('RecordAttendance', 'attended', '会议同意所作的汇报。');
  expect((await invitation.ended()).closedAs).toBe('done');
  expect((await invitation.state('attended')).attendee).toBe(settled.attendee);
});

const { withoutEntrusting: convener } = story;
if (convener) {
  test(`${story.article} 表中没有列受托人的，写明理由也不能委托`, async () => {
    const invitation = await Invitation.register(system, { convener });
    const { elementInstanceKey } = await invitation.act('ConfirmAttendance', 'entrust', '另有会议。');
    expect(await invitation.refusalOf(elementInstanceKey)).toContain('按规定不能委托');
    expect((await invitation.invitation()).state).toBe('invited');
    await invitation.act('ConfirmAttendance', 'attend', '');
    expect((await invitation.state('confirmed')).isEntrusted).toBe(false);
  });
}
