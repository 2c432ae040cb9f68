import type { Account } from '../../../db/accounts';
import { appendLedger } from '../../../db/ledger';
import type { NewHolding } from '../../../db/regionalMeetings/holdings';
import { insertHolding } from '../../../db/regionalMeetings/holdings';
import type { RegionalMeeting } from '../../../db/regionalMeetings/meetings';
import { moveRegionalMeeting } from '../../../db/regionalMeetings/meetings';
import { messages } from '../../../domain/generated/ids';
import { isoDay } from '../../dates';
import type { Dependencies } from '../../dependencies';
import { conflict, unacceptable } from '../../problems';
import { tellProcess } from '../tellProcess';
import { onMeeting } from './onMeeting';
import { actedBy } from './submitRequest';

/** 登记召开情况, once the meeting was approved and held. @rule art-41 art-59 */
export async function recordHolding(
  deps: Dependencies,
  account: Account,
  caseId: string,
  holding: NewHolding,
): Promise<void> {
  await onMeeting(deps, account, caseId, async ({ sql, meeting, actor }) => {
    if (meeting.state !== 'approved') {
      throw conflict(
        'not-approved',
        '不能登记召开',
        '经批准、还没有登记召开的会议才能登记，请刷新页面核对。',
      );
    }
    requireSoundDay(deps, meeting, holding.heldOn);
    await insertHolding(sql, caseId, holding, actor);
    await moveRegionalMeeting(sql, caseId, ['approved'], 'held');
    const { heldOn, days, size, costYuan } = holding;
    await appendLedger(sql, {
      caseId,
      kind: 'regional-meeting-held',
      ...actedBy(actor),
      summary: `登记召开：${heldOn}，${days}天，${size}人，支出${costYuan}元`,
      data: { heldOn, days, size, costYuan },
      effectKey: 'regional-meeting-held',
    });
    await tellProcess(sql, caseId, messages.regionalMeetingHeld, 'regional-held');
  });
}

/** The year's place was given for a day of that year. */
function requireSoundDay({ clock, office }: Dependencies, { year }: RegionalMeeting, heldOn: string): void {
  if (heldOn > isoDay(clock.now(), office.timeZone)) {
    throw unacceptable('not-yet-held', '还没有召开', '召开日期还没有到，请在会后登记。');
  }
  if (Number(heldOn.slice(0, 4)) !== year) {
    throw unacceptable(
      'another-year',
      '不在批准的年度',
      `会议按${year}年度的次数批准；改在别的年度召开的，请取消后按那一年度另行申请。`,
    );
  }
}

const RUNNING = ['proposed', 'agreed', 'requested', 'checked', 'approved'] as const;

/** 取消召开: frees the place in the year at once, with the reason on record. @rule art-41 */
export async function callOffRegionalMeeting(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<void> {
  await onMeeting(deps, account, caseId, async ({ sql, actor }) => {
    if (!(await moveRegionalMeeting(sql, caseId, RUNNING, 'called-off', { reason }))) {
      throw conflict(
        'regional-meeting-ended',
        '不能取消',
        '会议已经召开、取消或者未予同意，请刷新页面核对。',
      );
    }
    await appendLedger(sql, {
      caseId,
      kind: 'regional-meeting-called-off',
      ...actedBy(actor),
      summary: `取消召开，让出本年度的次数：${reason}`,
      effectKey: 'regional-meeting-called-off',
    });
    await tellProcess(sql, caseId, messages.regionalMeetingCalledOff, 'regional-called-off');
  });
}
