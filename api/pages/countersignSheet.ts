import type { RequestView, RoundView } from '../../db/readModels/countersignView';
import { ANSWERS } from '../../domain/countersign/words';
import type { Sheet, SheetTable } from '../../rendering/sheet';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { labelOf } from '../office';
import { courseOf, RESULT, TALK } from './countersignRecords';
import { limitInWords } from './countersignView';
import { ABOUT, ADOPTIONS, answerInTime, outcomeOf, roundStateInWords } from './countersignWords';
import { ruleInWords } from './words';

/** A table's columns: label, share of the width. */
const columns = (...pairs: [string, number][]): SheetTable['columns'] =>
  pairs.map(([label, share]) => ({ label, share }));

const SHEET_COLUMNS = columns(['单位', 20], ['会签结果', 48], ['会签人、日期', 34], ['送达、期限', 42]).map(
  (column, index) => ({ ...column, leads: index < 2 }),
);
const ADOPTION_COLUMNS = columns(['序号', 9], ['单位', 22], ['意见', 50], ['采纳情况', 26], ['理由', 37]);
const TALK_COLUMNS = columns(['环节', 14], ['结果', 26], ['记录', 68], ['何人、何时', 36]);
const COURSE_COLUMNS = columns(['时间', 30], ['事项', 114]);

/**
 * A round as its printed sheet says it, in the words of its page: silence apart from agreement, dissent with its grounds,
 * 采纳情况表, talks and the course of the limit.
 *
 * @rule art-45
 */
export function printedSheet(office: Office, round: RoundView): Sheet {
  const purpose = labelOf(office.vocabulary.countersignPurposes, round.purpose);
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const facts = [
    { label: '主办部门', value: round.leadBodyName },
    { label: '发起', value: `${round.openedAs}　${at(round.openedAt)}` },
    { label: '文稿', value: `第 ${round.versionNumber} 稿（${purpose}第 ${round.number} 轮）` },
    { label: '期限', value: limitInWords(round) },
    { label: '依据', value: ruleInWords(office, round.rule) },
    {
      label: '结果',
      value: `${roundStateInWords(round)}${round.closedAt ? `　${at(round.closedAt)}` : ''}${round.endReason ? `：${round.endReason}` : ''}`,
    },
  ];
  const tables = [
    ...stageTables(office, round),
    adoptions(office, round),
    talks(office, round),
    course(office, round),
  ];
  return {
    title: `${purpose}单`,
    subject: round.caseTitle,
    facts,
    tables: tables.filter(({ rows }) => rows.length > 0),
    demoNotice: office.demoNotice,
  };
}

function stageTables(office: Office, { requests }: RoundView): SheetTable[] {
  const stages = [...new Set(requests.map(({ stage }) => stage))];
  return stages.map((stage) => {
    const asked = requests.filter((request) => request.stage === stage);
    const heading = `第 ${stage} 次征询：${ABOUT[asked[0]?.about ?? 'document']}会签`;
    return {
      heading: stages.length > 1 ? heading : null,
      columns: SHEET_COLUMNS,
      rows: asked.map((request) => [
        `${request.bodyName}${request.isLead ? '\n（主办）' : ''}`,
        resultOf(office, request),
        signedBy(office, request),
        timesOf(office, request),
      ]),
    };
  });
}

function resultOf(office: Office, request: RequestView): string {
  const at = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  const { phone, deemed, endReason, addReason, answers } = request;
  const answer = answerInTime(request);
  return [
    outcomeOf(request).words,
    ...(answer ? said(answer) : []),
    phone && !answer ? phone.opinion : '',
    deemed ? `没有答复，不是同意；催办 ${deemed.urgings} 次，同意延期 ${deemed.extensions} 次` : '',
    endReason ? `理由：${endReason}` : '',
    addReason ? `中途增加：${addReason}` : '',
    ...answers
      .filter(({ kind }) => kind === 'late')
      .flatMap((late) => [
        `期满后答复：${ANSWERS[late.answer]}　${late.actor}　${at(late.answeredAt)}（存查，不改变原来的认定）`,
        ...said(late),
      ]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function said({ answer, opinion, proposedWording, replyNumber }: RequestView['answers'][number]): string[] {
  return [
    opinion ? `${answer === 'disagree' ? '理由：' : ''}${opinion}` : '',
    proposedWording ? `建议改为：${proposedWording}` : '',
    replyNumber ? `复函：${replyNumber}` : '',
  ];
}

function signedBy(office: Office, request: RequestView): string {
  const at = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  const answer = answerInTime(request);
  if (answer)
    return `${answer.actor}\n${at(answer.answeredAt)}${answer.grade === 'demo' ? '（演示级）' : ''}`;
  if (request.phone) return `${request.phone.spokenWith}\n${at(request.phone.answeredAt)}来电`;
  return '—';
}

function timesOf(office: Office, request: RequestView): string {
  const at = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  const { servedAt, receivedAt, receipt, deadlineAt, deadlineProvisional } = request;
  if (!servedAt || !deadlineAt) return '尚未送达';
  return [
    `送达 ${at(servedAt)}`,
    receivedAt ? `${receipt === 'refused' ? '拒签' : '签收'} ${at(receivedAt)}` : '没有签收',
    `期限 ${at(deadlineAt)}${deadlineProvisional ? '（临时期限）' : ''}`,
  ].join('\n');
}

/** 采纳情况表. */
function adoptions(office: Office, { comments }: RoundView): SheetTable {
  return {
    heading: '意见采纳情况表',
    columns: ADOPTION_COLUMNS,
    rows: comments.map(({ number, bodyName, text, adoption, adoptedAs, adoptedAt, reasons }) => [
      String(number),
      bodyName,
      text,
      adoption ? `${ADOPTIONS[adoption]}\n${adoptedAs ?? ''}` : '未登记',
      `${reasons ?? ''}${adoptedAt ? `\n${momentInWords(new Date(adoptedAt), office.timeZone)}` : ''}`,
    ]),
  };
}

function talks(office: Office, { talks: held, requests }: RoundView): SheetTable {
  const nameOf = (id: string): string => requests.find(({ bodyId }) => bodyId === id)?.bodyName ?? id;
  return {
    heading: '协商和协调',
    columns: TALK_COLUMNS,
    rows: held.map(({ kind, result, record, grounds, actor, at }) => [
      TALK[kind],
      RESULT[result],
      [
        record,
        ...grounds.map(
          ({ bodyId, opinion, proposedWording }) =>
            `${nameOf(bodyId)}的理由：${opinion}${proposedWording ? `　建议改为：${proposedWording}` : ''}`,
        ),
      ].join('\n'),
      `${actor}\n${momentInWords(new Date(at), office.timeZone)}`,
    ]),
  };
}

function course(office: Office, round: RoundView): SheetTable {
  return {
    heading: '催办和延期',
    columns: COURSE_COLUMNS,
    rows: courseOf(office, round).map(({ at, text }) => [at, text]),
  };
}
