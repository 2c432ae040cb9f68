import type { RequestView, RoundView } from '../../../db/readModels/countersignView';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import { ANSWERS, SILENCE } from '../../../domain/countersign/words';
import type { Words } from '../../../rendering/packet';
import type { SheetTable } from '../../../rendering/sheet';

const COLUMNS = [
  { label: '单位', share: 22, leads: true },
  { label: '会签结果', share: 64, leads: true },
  { label: '会签人、日期', share: 38 },
];

const ADOPTIONS = { adopted: '采纳', partly: '部分采纳', 'not-adopted': '未采纳' } as const;
const TALKS = { negotiation: '协商', coordination: '协调' } as const;

const answerInTime = ({ answers }: RequestView): RequestView['answers'][number] | undefined =>
  answers.find(({ kind }) => kind === 'in-time');

/**
 * The rounds of countersigning as the packet prints them: a row for each body asked, silence under its own name and never
 * as agreement. Null where nobody was asked.
 *
 * @rule art-38 @rule art-45
 */
export function countersignTable(rounds: readonly RoundView[], timeZone: string): SheetTable | null {
  const rows = rounds.flatMap((round) =>
    round.requests.map((request) => [
      `${request.bodyName}${request.isLead ? '\n（主办）' : ''}${rounds.length > 1 ? `\n第${round.number}轮` : ''}`,
      resultOf(request, timeZone),
      signedBy(request, timeZone),
    ]),
  );
  return rows.length === 0 ? null : { heading: '会签单', columns: COLUMNS, rows };
}

function resultOf(request: RequestView, timeZone: string): string {
  const { phone, deemed, endReason } = request;
  const answer = answerInTime(request);
  const lines = [
    outcomeOf(request),
    ...(answer ? said(answer) : []),
    phone && !answer ? phone.opinion : '',
    deemed ? `没有答复，不是同意；期限于${momentInWords(new Date(deemed.expiredAt), timeZone)}届满` : '',
    endReason ? `理由：${endReason}` : '',
    ...request.answers
      .filter(({ kind }) => kind === 'late')
      .flatMap((late) => [`期满后答复（存查）：${ANSWERS[late.answer]}`, ...said(late)]),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function outcomeOf(request: RequestView): string {
  const answer = answerInTime(request);
  if (request.state === 'deemed') return SILENCE;
  if (answer) return ANSWERS[answer.answer];
  if (request.phone) return `电话答复${ANSWERS[request.phone.answer]}，未补签`;
  if (request.state === 'dropped') return '已取消';
  return request.closedAt ? '随本轮终止，未答复' : '尚未答复';
}

const said = ({ answer, opinion, proposedWording }: RequestView['answers'][number]): string[] => [
  opinion && `${answer === 'disagree' ? '理由' : '意见'}：${opinion}`,
  proposedWording && `建议改为：${proposedWording}`,
];

function signedBy(request: RequestView, timeZone: string): string {
  const answer = answerInTime(request);
  if (answer) return `${answer.actor}\n${momentInWords(new Date(answer.answeredAt), timeZone)}`;
  if (request.phone)
    return `${request.phone.spokenWith}\n${momentInWords(new Date(request.phone.answeredAt), timeZone)}来电`;
  return '—';
}

/** Comments and what became of them, then talks. */
export function opinionsOf(rounds: readonly RoundView[]): Words[] {
  const comments = rounds.flatMap((round) =>
    round.comments.map(({ bodyName, text, adoption, reasons }) => ({
      who: bodyName,
      words: `${text}\n${adoption ? `${ADOPTIONS[adoption]}${reasons ? `：${reasons}` : ''}` : '采纳情况未登记'}`,
    })),
  );
  const talks = rounds.flatMap((round) =>
    round.talks.map(({ kind, actor, record }) => ({ who: `${actor}${TALKS[kind]}`, words: record })),
  );
  return [...comments, ...talks];
}

/**
 * Who said no, whatever came after: dissent once given in writing stays before the meeting's eyes, beside what the body wrote
 * last.
 *
 * @rule art-38 @rule art-45
 */
export function dissentOf(rounds: readonly RoundView[]): Words[] {
  const written = rounds.flatMap(({ requests }) =>
    requests.flatMap((request) => request.answers.map((answer) => ({ ...answer, request }))),
  );
  return written
    .filter(({ answer }) => answer === 'disagree')
    .map((one) => {
      const ofBody = written.filter(({ request }) => request.bodyId === one.request.bodyId);
      const last = ofBody.reduce((left, right) => (right.answeredAt > left.answeredAt ? right : left), one);
      const lines = [
        one.opinion,
        one.proposedWording && `建议改为：${one.proposedWording}`,
        last !== one && last.answer !== 'disagree' ? `其后再次会签：${ANSWERS[last.answer]}` : '',
      ];
      return { who: one.request.bodyName, words: lines.filter((line) => line !== '').join('\n') };
    });
}
