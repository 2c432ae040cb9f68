import type { Account } from '../../db/accounts';
import { listRoundViews } from '../../db/readModels/countersignView';
import type { RoundView } from '../../db/readModels/countersignView';
import { renderSheet } from '../../rendering/sheet';
import type { Sheet, SheetTable } from '../../rendering/sheet';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import { printedSheet } from './countersignSheet';
import type { Office } from '../office';
import { labelOf } from '../office';
import type { Reply } from '../reply';
import { viewTopic } from '../useCases/topics/viewTopic';
import type { TopicView } from '../useCases/topics/viewTopic';

const columns = (...pairs: [string, number][]): SheetTable['columns'] =>
  pairs.map(([label, share]) => ({ label, share }));

/**
 * 议题审批单 as PDF: what is asked of the meeting, on what papers and grounds, what was said on the way, and the leaders'
 * words.
 *
 * @rule art-20 art-38
 */
export async function approvalSheet(deps: Dependencies, account: Account, caseId: string): Promise<Reply> {
  const topic = await viewTopic(deps, account, caseId);
  const rounds = await listRoundViews(deps.pool, caseId);
  const { pdf } = renderSheet(printedTopic(deps, topic, rounds));
  const fileName = `${topic.title}（议题审批单）.pdf`;
  return { kind: 'file', status: 200, bytes: pdf, mediaType: 'application/pdf', fileName, inline: true };
}

/** The same as data: what a test can read. */
export function printedTopic({ office }: Dependencies, topic: TopicView, rounds: RoundView[]): Sheet {
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const facts = [
    { label: '提出部门', value: topic.bodyName },
    { label: '议题类别', value: topic.categoryLabel },
    { label: '拟提请会议', value: topic.meetingLabel },
    { label: '汇报人', value: `${topic.reporterPostLabel}${topic.reporterName}（${topic.minutes} 分钟）` },
    { label: '议题目的', value: topic.purpose },
    { label: '提请事项', value: topic.proposal },
    { label: '起草说明', value: topic.explanation },
    { label: '资金安排', value: topic.budget },
    { label: '征求意见', value: opinionsInWords(topic) },
    ...topic.flags.map(({ label, value }) => ({ label, value: value ? '是' : '否' })),
    { label: '办理情况', value: `${topic.stateLabel}　${at(topic.stateSince)}` },
  ];
  const tables: SheetTable[] = [
    {
      heading: '会议材料',
      columns: columns(['序号', 10], ['类别', 26], ['名称', 86], ['页数', 12]),
      rows: topic.materials.map(({ kindLabel, title, pages }, index) => [
        String(index + 1),
        kindLabel,
        title,
        String(pages),
      ]),
    },
    {
      heading: '程序依据',
      columns: columns(['程序', 30], ['依据', 104]),
      rows: topic.evidences.map(({ label, words }) => [label, words]),
    },
    ...rounds.flatMap((round) => roundTables(office, round)),
    {
      heading: '审核、协调和审定',
      columns: columns(['环节', 20], ['意见', 66], ['何人、何时', 48]),
      rows: topic.acts.map(({ act, decisionLabel, opinion, actor, at: when }) => [
        act,
        opinion === '' ? decisionLabel : `${decisionLabel}\n${opinion}`,
        `${actor}\n${at(when)}`,
      ]),
    },
  ];
  return {
    title: '议题审批单',
    subject: topic.title,
    facts: facts.filter(({ value }) => value.trim() !== ''),
    tables: tables.filter(({ rows }) => rows.length > 0),
    demoNotice: office.demoNotice,
  };
}

/** A countersigning as its own sheet says it: who said what, what was adopted, what stays disputed. */
function roundTables(office: Office, round: RoundView): SheetTable[] {
  const name = labelOf(office.vocabulary.countersignPurposes, round.purpose);
  return printedSheet(office, round).tables.map((table) => ({
    ...table,
    heading: `第${round.number}轮${name}${table.heading ? `：${table.heading}` : ''}`,
  }));
}

/** What was heard otherwise, and who is asked to countersign. */
function opinionsInWords({ opinions, concernedBodies }: TopicView): string {
  const asked = concernedBodies.map(({ label }) => label).join('、');
  return [opinions, asked === '' ? '' : `请会签：${asked}`].filter((line) => line !== '').join('\n');
}
