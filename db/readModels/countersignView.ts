import type {
  Adoption,
  Answer,
  RequestAbout,
  RequestState,
  RoundOutcome,
} from '../../domain/countersign/types';
import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

/** Moments within come from JSON: ISO 8601 strings. */
type Moment = string;

export interface AnswerView {
  id: string;
  kind: 'in-time' | 'late';
  answer: Answer;
  opinion: string;
  proposedWording: string;
  replyNumber: string;
  replyLetterId: string | null;
  actor: string;
  grade: 'trusted' | 'demo';
  versionSha256: string;
  answeredAt: Moment;
}

export interface RequestView {
  id: string;
  bodyId: string;
  bodyName: string;
  stage: number;
  about: RequestAbout;
  group: number;
  isLead: boolean;
  state: RequestState;
  addReason: string | null;
  endReason: string | null;
  mayBeDeemed: boolean;
  limitDays: number;
  limitReason: string | null;
  /** Name of who set a limit of the lead department's own; null for the rule's. */
  limitSetBy: string | null;
  limitRule: RuleReference;
  servedAt: Moment | null;
  receivedAt: Moment | null;
  receipt: 'received' | 'refused' | null;
  deadlineAt: Moment | null;
  deadlineProvisional: boolean | null;
  calendarVersion: string | null;
  overdueAt: Moment | null;
  closedAt: Moment | null;
  answers: AnswerView[];
  phone: {
    answer: Answer;
    opinion: string;
    spokenWith: string;
    answeredAt: Moment;
    signDueAt: Moment;
  } | null;
  deemed: {
    expiredAt: Moment;
    noticedAt: Moment;
    urgings: number;
    extensions: number;
    rule: RuleReference;
  } | null;
  extensions: {
    id: string;
    state: 'asked' | 'agreed' | 'refused' | 'late';
    askedAs: string;
    askedAt: Moment;
    wantedUntil: string;
    reason: string;
    agreedUntil: Moment | null;
    manner: string | null;
    answerReason: string | null;
    decidedAs: string | null;
    decidedAt: Moment | null;
  }[];
  urgings: { urgedAs: string; urgedAt: Moment }[];
  /** Who has it now: 财政局局长某某. */
  holders: string[];
}

export interface RoundView {
  id: string;
  caseId: string;
  caseTitle: string;
  number: number;
  purpose: string;
  versionNumber: number;
  versionSha256: string;
  leadBodyId: string;
  leadBodyName: string;
  previousRoundId: string | null;
  openedAs: string;
  openedAt: Date;
  limitDays: number | null;
  limitReason: string | null;
  rule: RuleReference;
  state: 'open' | 'closed';
  outcome: RoundOutcome | null;
  endReason: string | null;
  closedAt: Date | null;
  requests: RequestView[];
  comments: {
    id: string;
    number: number;
    requestId: string;
    bodyName: string;
    text: string;
    adoption: Adoption | null;
    reasons: string | null;
    adoptedAs: string | null;
    adoptedAt: Moment | null;
  }[];
  talks: {
    kind: 'negotiation' | 'coordination';
    result: 'settled' | 'split' | 'recommended';
    record: string;
    grounds: { bodyId: string; answerId: string; opinion: string; proposedWording: string }[];
    actor: string;
    at: Moment;
  }[];
}

const LIST = (object: string, from: string, order: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${object}) order by ${order}), '[]') from ${from})`;

const ANSWERS = LIST(
  `'id', answer.id, 'kind', answer.kind, 'answer', answer.answer, 'opinion', answer.opinion,
   'proposedWording', answer.proposed_wording, 'replyNumber', answer.reply_number, 'replyLetterId', answer.reply_letter_id,
   'actor', answer.actor, 'grade', answer.grade, 'versionSha256', answer.version_sha256, 'answeredAt', answer.answered_at`,
  'countersign_answers as answer where answer.request_id = request.id',
  'answer.answered_at, answer.id',
);

const EXTENSIONS = LIST(
  `'id', extension.id, 'state', extension.state, 'askedAs', asked_as, 'askedAt', asked_at, 'wantedUntil', wanted_until,
   'reason', extension.reason, 'agreedUntil', agreed_until, 'manner', manner, 'answerReason', answer_reason,
   'decidedAs', decided_as, 'decidedAt', decided_at`,
  'countersign_extensions as extension where extension.request_id = request.id',
  'asked_at, extension.id',
);

const URGINGS = LIST(
  `'urgedAs', urged_as, 'urgedAt', urged_at`,
  'countersign_urgings as urging where urging.request_id = request.id',
  'urged_at, urging.id',
);

const HOLDERS = `(select coalesce(jsonb_agg(distinct posts.label || persons.display_name), '[]')
   from step_holders as holder join steps using (element_instance_key)
   join posts on posts.id = holder.post_id join persons on persons.id = holder.person_id
  where steps.countersign_request_id = request.id and steps.state = 'open')`;

const REQUESTS = LIST(
  `'id', request.id, 'bodyId', request.body_id, 'bodyName', bodies.short_name, 'stage', request.stage,
   'about', request.about, 'group', request.group_number, 'isLead', request.is_lead, 'state', request.state,
   'addReason', request.add_reason, 'endReason', request.end_reason, 'mayBeDeemed', request.may_be_deemed,
   'limitDays', request.limit_days, 'limitReason', request.limit_reason, 'limitRule', request.limit_rule,
   'limitSetBy', (select display_name from persons where persons.id = request.limit_set_by),
   'servedAt', request.served_at, 'receivedAt', request.received_at, 'receipt', request.receipt,
   'deadlineAt', request.deadline_at, 'deadlineProvisional', request.deadline_provisional,
   'calendarVersion', request.calendar_version, 'overdueAt', request.overdue_at, 'closedAt', request.closed_at)
   || jsonb_build_object(
   'answers', ${ANSWERS}, 'extensions', ${EXTENSIONS}, 'urgings', ${URGINGS}, 'holders', ${HOLDERS},
   'phone', (select jsonb_build_object('answer', phone.answer, 'opinion', phone.opinion, 'spokenWith', spoken_with,
               'answeredAt', phone.answered_at, 'signDueAt', sign_due_at)
               from countersign_phone_answers as phone where phone.request_id = request.id),
   'deemed', (select jsonb_build_object('expiredAt', expired_at, 'noticedAt', noticed_at, 'urgings', deemed.urgings,
               'extensions', deemed.extensions, 'rule', deemed.rule)
               from countersign_deemed as deemed where deemed.request_id = request.id)`,
  'countersign_requests as request join bodies on bodies.id = request.body_id where request.round_id = round.id',
  'request.stage, request.group_number, bodies.position',
);

const COMMENTS = LIST(
  `'id', comment.id, 'number', comment.number, 'requestId', comment.request_id, 'bodyName', bodies.short_name,
   'text', comment.text, 'adoption', comment.adoption, 'reasons', comment.reasons, 'adoptedAs', adopted_as,
   'adoptedAt', adopted_at`,
  `countersign_comments as comment join countersign_requests as request on request.id = comment.request_id
   join bodies on bodies.id = request.body_id where comment.round_id = round.id`,
  'comment.number',
);

const TALKS = LIST(
  `'kind', talk.kind, 'result', talk.result, 'record', talk.record, 'grounds', talk.grounds, 'actor', talk.actor,
   'at', talk.at`,
  'countersign_talks as talk where talk.round_id = round.id',
  'talk.element_instance_key',
);

const SELECT = `
  select round.id, round.case_id as "caseId", cases.title as "caseTitle", round.number, round.purpose,
         version.number as "versionNumber", round.version_sha256 as "versionSha256",
         round.lead_body_id as "leadBodyId", lead.short_name as "leadBodyName",
         round.previous_round_id as "previousRoundId", round.opened_as as "openedAs", round.opened_at as "openedAt",
         round.limit_days as "limitDays", round.limit_reason as "limitReason", round.rule, round.state, round.outcome,
         round.end_reason as "endReason", round.closed_at as "closedAt",
         ${REQUESTS} as requests, ${COMMENTS} as comments, ${TALKS} as talks
    from countersign_rounds as round
    join cases on cases.id = round.case_id
    join bodies as lead on lead.id = round.lead_body_id
    join document_versions as version on version.id = round.version_id`;

/** A round with everything that belongs on its sheet; null where there is none. */
export async function loadRoundView(sql: Queryable, roundId: string): Promise<RoundView | null> {
  const { rows } = await sql.query(`${SELECT} where round.id = $1`, [roundId]);
  return (rows[0] as RoundView | undefined) ?? null;
}

/** The rounds of a case, in order. */
export async function listRoundViews(sql: Queryable, caseId: string): Promise<RoundView[]> {
  const { rows } = await sql.query(`${SELECT} where round.case_id = $1 order by round.number`, [caseId]);
  return rows as RoundView[];
}
