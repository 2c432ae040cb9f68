import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { momentOf } from '../../domain/calendar/zonedDay';
import type { Dependencies } from '../dependencies';
import { invalid } from '../problems';
import {
  addedDepartment,
  adoption,
  extensionDecision,
  extensionWish,
  lateAnswer,
  phoneAnswer,
  reason,
} from '../schemas/countersigns';
import { describeIssues } from '../schemas/issues';
import { adoptComment } from '../useCases/countersign/adoption';
import { answerLate, recordPhoneAnswer } from '../useCases/countersign/answers';
import { addDepartment, dropDepartment, urge } from '../useCases/countersign/departments';
import { answerExtension, askExtension } from '../useCases/countersign/extensions';

const word = z.string().default('');

/** The fields of all forms of the sheet, as a browser sends them; days as ISO dates, "" where left empty. */
export const typedAct = z.object({
  bodyId: word,
  reason: word,
  limitDays: word,
  limitReason: word,
  wantedUntil: word,
  agreed: word,
  until: word,
  manner: word,
  answer: word,
  opinion: word,
  proposedWording: word,
  replyNumber: word,
  spokenWith: word,
  answeredAt: word,
  adoption: word,
  reasons: word,
});
type Typed = z.output<typeof typedAct>;

/** One form of the sheet: the last part of its address, and the same use case as in the API. */
export interface Act {
  name: string;
  summary: string;
  work(deps: Dependencies, account: Account, id: string, typed: Typed): Promise<unknown>;
}

export const ofRound: Act[] = [
  {
    name: 'departments',
    summary: '增加会签单位',
    work: (deps, account, id, typed) => {
      const { limitDays, limitReason, ...added } = parsed(addedDepartment, {
        bodyId: typed.bodyId,
        reason: typed.reason,
        ...limitFrom(typed),
      });
      const own = limitDays === undefined ? null : { days: limitDays, reason: limitReason ?? null };
      return addDepartment(deps, account, id, { ...added, own });
    },
  },
  { name: 'urgings', summary: '催办', work: (deps, account, id) => urge(deps, account, id) },
];

export const ofRequest: Act[] = [
  {
    name: 'drop',
    summary: '取消会签单位',
    work: (deps, account, id, typed) =>
      dropDepartment(deps, account, id, parsed(reason, { reason: typed.reason }).reason),
  },
  {
    name: 'extensions',
    summary: '提出延期',
    work: (deps, account, id, { wantedUntil, reason: why }) =>
      askExtension(deps, account, id, parsed(extensionWish, { wantedUntil, reason: why })),
  },
  {
    name: 'extension-decision',
    summary: '答复延期',
    work: (deps, account, id, typed) => answerExtension(deps, account, id, decisionFrom(typed)),
  },
  {
    name: 'phone-answer',
    summary: '登记电话答复',
    work: (deps, account, id, { answer, opinion, spokenWith, answeredAt }) => {
      const at = momentOf(answeredAt, deps.office.timeZone)?.toISOString() ?? '';
      return recordPhoneAnswer(
        deps,
        account,
        id,
        parsed(phoneAnswer, { answer, opinion, spokenWith, answeredAt: at }),
      );
    },
  },
  {
    name: 'late-answers',
    summary: '期满后答复',
    work: (deps, account, id, { answer, opinion, proposedWording, replyNumber }) =>
      answerLate(deps, account, id, parsed(lateAnswer, { answer, opinion, proposedWording, replyNumber })),
  },
];

export const ofComment: Act[] = [
  {
    name: 'adoption',
    summary: '登记采纳情况',
    work: (deps, account, id, typed) =>
      adoptComment(deps, account, id, parsed(adoption, { adoption: typed.adoption, reasons: typed.reasons })),
  },
];

/** A limit of the lead department's own as the schemas want it; nothing where the field was left empty. */
export const limitFrom = ({
  limitDays,
  limitReason,
}: Pick<Typed, 'limitDays' | 'limitReason'>): { limitDays?: number; limitReason?: string } =>
  limitDays.trim() === '' ? {} : { limitDays: Number(limitDays), limitReason };

/** A form has the fields of both decisions; what belongs to the other one is left out. */
function decisionFrom({ agreed, until, manner, reason: why }: Typed): z.output<typeof extensionDecision> {
  if (agreed === 'yes') return parsed(extensionDecision, { agreed: true, until, manner });
  if (agreed === 'no') return parsed(extensionDecision, { agreed: false, reason: why });
  throw invalid([{ field: 'agreed', label: '是否同意', message: '未选择' }]);
}

export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(describeIssues(result.error));
  return result.data;
}
