import type { RegionalPlan } from '../../../db/regionalMeetings/meetings';
import type { Block } from '../../../domain/document/text';
import { momentInWords } from '../../dates';
import type { Office } from '../../office';
import { labelOf } from '../../office';

/** An application as text: what the leader agrees to, the Office checks and is approved. @rule art-41 art-59 */
export function describePlan(office: Office, plan: RegionalPlan): Block[] {
  const { meetings, timeZone } = office;
  const because = (reason: string): string => (reason.trim() === '' ? '' : `。理由：${reason.trim()}`);
  const lines = [
    `会议名称：${plan.title}`,
    `目的和议题：${plan.purpose}`,
    `名义：${labelOf(meetings.regionalNames, plan.nameUsed)}`,
    `时间：${momentInWords(plan.startsAt, timeZone)}开始，会期${plan.days}天`,
    `地点：${labelOf(meetings.regionalVenues, plan.venue)}，${plan.place}`,
    `形式：${labelOf(meetings.regionalFormats, plan.format)}${because(plan.formatReason)}`,
    `规模：${plan.size}人`,
    `经费：${plan.budgetItem}，${plan.budgetYuan}元`,
    `下级政府负责人：${plan.invitesHeads ? `邀请${because(plan.headsReason)}` : '不邀请'}`,
    `本级领导：${plan.leaders.trim() === '' ? '不请出席' : `拟请${plan.leaders}出席`}`,
    ...(plan.exceptionReason.trim() === '' ? [] : [`例外理由：${plan.exceptionReason.trim()}`]),
  ];
  return lines
    .flatMap((line) => line.split(/\r?\n/u))
    .filter((line) => line.trim() !== '')
    .map((text) => ({ type: 'paragraph', text }));
}
