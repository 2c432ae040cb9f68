import { elements } from '../../../domain/generated/ids';
import { ask, askEverything, readTable } from '../../support/decisionTables';

const STEPS = elements.meetingInvitation;

test('art-43 由谁参加的表没有漏、没有重', async () => {
  expect(askEverything(await readTable('invitationRules')).unneeded).toEqual([]);
});

test('art-43 人大工委的会议由分管副专员参加，只可以委托秘书长', async () => {
  expect(ask(await readTable('invitationRules'), { convener: 'congress-working-committee' })).toMatchObject({
    attends: ['portfolio-deputy-commissioner'],
    entrusted: ['secretary-general'],
    article: 'art-43',
  });
});

test('art-43 确定参会、受托参会由这张表列明的人办，不另列人', async () => {
  const steps = await readTable('humanSteps');
  const holderOf = (elementId: string): unknown => ask(steps, { elementId })['holder'];
  expect(holderOf(STEPS.userTask_ConfirmAttendance)).toBe('invitation.attends');
  expect(holderOf(STEPS.userTask_AcceptEntrustment)).toBe('invitation.entrusted');
});
