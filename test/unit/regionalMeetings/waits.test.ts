import { waitOf } from '../../../domain/regionalMeetings/waits';

const at = (iso: string): Date => new Date(`${iso}+08:00`);
const meeting = {
  state: 'approved',
  stateSince: at('2026-03-02T10:00'),
  startsAt: at('2026-03-10T09:00'),
  days: 2,
};

test('art-41 分管领导同意以后等请示，从同意或者退回算起', () => {
  expect(waitOf({ ...meeting, state: 'agreed' })).toEqual({ wait: 'request', since: meeting.stateSince });
});

test('art-41 批准以后等登记召开，从会议最后一天算起；会后才批准的从批准算起；半天按一天', () => {
  expect(waitOf(meeting)).toEqual({ wait: 'holding', since: at('2026-03-11T09:00') });
  expect(waitOf({ ...meeting, days: 0.5 })).toEqual({ wait: 'holding', since: meeting.startsAt });
  const late = at('2026-03-20T09:00');
  expect(waitOf({ ...meeting, stateSince: late })).toEqual({ wait: 'holding', since: late });
});

test('art-41 等别人办的不提醒部门', () => {
  for (const state of ['proposed', 'requested', 'checked', 'declined', 'called-off', 'held'])
    expect(waitOf({ ...meeting, state })).toBeNull();
});
