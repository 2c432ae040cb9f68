import { z } from 'zod';
import { DecisionError, evaluateDecision } from '../decisions';
import type { DecisionTable } from '../decisions';
import type {
  CaseFacts,
  Consultees,
  CountersignRule,
  DocumentLimit,
  GateAnswer,
  HumanStep,
  InvitationRule,
  KeptStep,
  OwnDraft,
  PressRule,
  RegionalMeetingRule,
  RoutingFacts,
  SignatoryRoute,
  TimeLimit,
  TravelNotice,
  WaitLimit,
} from './facts';
import type { MeetingAttendees, MeetingMembers, MeetingRule } from '../meetings/composition';
import type { LeaveFacts, LeaveRule } from '../meetings/leave';
import type { ReadingInputs } from './readings';

/** The tables a case is judged by, pinned by hash (law 5), asked in the domain's own terms. */
export interface RuleSet {
  hash: string;
  /** @rule art-47 */
  signatoryRoute(facts: RoutingFacts, readings: ReadingInputs): SignatoryRoute;
  /** Who acts at a human step of a process, by its element id. */
  humanStep(elementId: string): HumanStep;
  /** @rule art-58 */
  timeLimit(elementId: string, facts: Pick<RoutingFacts, 'urgency'>): TimeLimit;
  /** Whether an agreement given in a step stands for a text changed in this way since (law 3). */
  keptStep(elementId: string, change: string): KeptStep;
  /** Whether the drafter may act in a step himself; null for a rule set of before there was such a table. */
  ownDraft(elementId: string, rankId: string): OwnDraft | null;
  /** Who decides on somebody's leave from a meeting, and whether another may come. @rule art-39 */
  leaveRule(facts: LeaveFacts): LeaveRule;
  /** Who is told that somebody of this rank is away. @rule art-54 */
  travelNotice(rankId: string): TravelNotice;
  /** How a kind of body is asked. @rule art-45 art-22 */
  countersignRule(bodyKind: string, purpose: string): CountersignRule;
  /** Whom a paper concerns by its matter; nobody for a rule set of before there was such a table. @rule art-45 */
  consultees(facts: Pick<CaseFacts, 'kind' | 'matter'>): Consultees;
  /** Who convenes and presides over a kind of meeting, and who hears that a month had none. @rule art-6 art-37 */
  meetingRule(meetingKind: string): MeetingRule;
  /** @rule art-36 art-37 */
  meetingMembers(meetingKind: string): MeetingMembers;
  /** @rule art-36 art-37 */
  meetingAttendees(meetingKind: string): MeetingAttendees;
  /** What a body may ask for with a region-wide meeting of its own. @rule art-41 */
  regionalMeetingRule(bodyId: string): RegionalMeetingRule;
  /** How long such a meeting waits for its department; see domain/regionalMeetings/waits. @rule art-58 */
  regionalMeetingLimit(wait: string): WaitLimit;
  /** Who attends a meeting of this convener's, and who may be entrusted with it. @rule art-43 */
  invitationRule(convener: string): InvitationRule;
  /** By when a paper is issued that a meeting of this kind decided on. @rule art-40 */
  documentLimit(meetingKind: string): DocumentLimit;
  /** Who sees the report of a decision before it is published. @rule art-42 */
  pressRule(meetingKind: string, topicCategory: string): PressRule;
  /** One gate, by the table that answers it. @rule art-18 art-21 art-49 */
  gate(table: string, context: { gate: string } & Record<string, unknown>): GateAnswer;
}

const article = z.string().regex(/^art-[1-9]\d*$/, '不是条文编号');
const reading = z.string().regex(/^(reading-[1-9]\d*)?$/, '不是适用口径编号');
const words = z.string().min(1);
const holders = z.array(z.string().min(1));

const signatoryRouteOutput = z
  .object({
    outcome: z.enum(['route', 'refuse']),
    reviewers: holders,
    signatories: holders,
    act: z.string(),
    article,
    reading,
    words,
  })
  .refine(({ outcome, signatories }) => outcome === 'refuse' || signatories.length > 0, '没有签发人')
  .refine(({ outcome, act }) => outcome === 'refuse' || act !== '', '没有写明签发还是签署');

const humanStepOutput = z.object({
  holder: z.string().min(1),
  act: words,
  decisions: z.array(z.string().min(1)).min(1),
  duties: z.array(z.enum(['confirm', 'pick', 'withdraw'])),
  article,
  reading,
  words,
});

const timeLimitOutput = z.object({
  workingDays: z.number().int().positive(),
  leastDays: z.number().int().positive(),
  remindBeforeDays: z.number().int().min(0),
  overdueEveryDays: z.number().int().min(0),
  overdueTo: holders,
  priority: z.number().int().min(0).max(100),
  article,
  words,
});

const keptStepOutput = z.object({ kept: z.boolean(), article, words });

const ownDraftOutput = z.object({ allowed: z.boolean(), article, reading, words });

const leaveRuleOutput = z.object({
  decidedBy: z.enum(['each', 'list', 'refused']),
  substitute: z.enum(['none', 'deputy']),
  article,
  reading,
  words,
});

const travelNoticeOutput = z.object({ told: holders, article, reading, words });

const countersignRuleOutput = z.object({
  deemed: z.boolean(),
  // A rule set of before there was joint signing doesn't say so.
  byPrincipal: z.boolean().default(false),
  minimumDays: z.number().int().positive(),
  phoneSignDays: z.number().int().positive(),
  digestDays: z.number().int().min(0).default(0),
  digestTo: holders.default([]),
  article,
  reading,
  words,
});

const consulteesOutput = z.object({ bodies: z.array(z.string().min(1)), article, reading, words });

const meetingRuleOutput = z.object({
  presider: z.string().min(1),
  act: words,
  planners: holders.min(1),
  alertTo: holders,
  article,
  reading,
  words,
});

const meetingMembersOutput = z.object({ members: holders.min(1), article, reading, words });

const meetingAttendeesOutput = z.object({ bodies: holders, invited: holders, article, reading, words });

const regionalMeetingRuleOutput = z.object({ headsAllowed: z.boolean(), article, reading, words });

const invitationRuleOutput = z.object({
  attends: holders.min(1),
  entrusted: holders,
  registrars: holders.min(1),
  article,
  reading,
  words,
});

const documentLimitOutput = timeLimitOutput.extend({ reading });

const waitLimitOutput = documentLimitOutput.omit({ leastDays: true, priority: true });

const pressRuleOutput = z.object({ approval: z.boolean(), article, reading, words });

const gateOutput = z.object({
  outcome: z.enum(['pass', 'refuse', 'ask']),
  overridable: z.boolean(),
  article,
  reading,
  words,
});

const NOBODY: Consultees = { bodies: [], article: '', reading: '', words: '' };

/**
 * A rule set over its decision tables (decision id → table). Each question throws DecisionError, in Chinese and
 * naming the table, where the table is missing, answers nothing, or answers something of another shape.
 */
export function createRuleSet(input: { hash: string; decisions: Map<string, DecisionTable> }): RuleSet {
  const ask = <Schema extends z.ZodType>(
    id: string,
    schema: Schema,
    context: Record<string, unknown>,
  ): z.infer<Schema> => {
    const table = input.decisions.get(id);
    if (!table) throw new DecisionError(`规则集中没有决策表 ${id}`);
    const { outputs, matchedRules } = evaluateDecision(table, context);
    if (!outputs) throw new DecisionError(`决策表 ${id} 没有适用的规则：${JSON.stringify(context)}`);
    const checked = schema.safeParse(outputs);
    if (checked.success) return checked.data;
    const faults = checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；');
    throw new DecisionError(`决策表 ${id} 第 ${matchedRules[0]?.index} 条规则的输出有误：${faults}`);
  };
  return {
    hash: input.hash,
    signatoryRoute: (facts, readings) => ask('signatoryRoute', signatoryRouteOutput, { facts, readings }),
    humanStep: (elementId) => ask('humanSteps', humanStepOutput, { elementId }),
    timeLimit: (elementId, facts) => ask('timeLimits', timeLimitOutput, { elementId, facts }),
    keptStep: (elementId, change) => ask('keptSteps', keptStepOutput, { elementId, change }),
    ownDraft: (elementId, rank) =>
      input.decisions.has('ownDrafts') ? ask('ownDrafts', ownDraftOutput, { elementId, rank }) : null,
    leaveRule: (facts) => ask('leaveRules', leaveRuleOutput, { ...facts }),
    travelNotice: (rank) => ask('travelNotices', travelNoticeOutput, { rank }),
    countersignRule: (bodyKind, purpose) =>
      ask('countersignRules', countersignRuleOutput, { bodyKind, purpose }),
    consultees: (facts) =>
      input.decisions.has('consultees') ? ask('consultees', consulteesOutput, { facts }) : NOBODY,
    meetingRule: (meetingKind) => ask('meetingRules', meetingRuleOutput, { meetingKind }),
    meetingMembers: (meetingKind) => ask('meetingMembers', meetingMembersOutput, { meetingKind }),
    meetingAttendees: (meetingKind) => ask('meetingAttendees', meetingAttendeesOutput, { meetingKind }),
    regionalMeetingRule: (bodyId) => ask('regionalMeetingRules', regionalMeetingRuleOutput, { bodyId }),
    invitationRule: (convener) => ask('invitationRules', invitationRuleOutput, { convener }),
    regionalMeetingLimit: (wait) => ask('regionalMeetingLimits', waitLimitOutput, { regional: { wait } }),
    documentLimit: (meetingKind) => ask('documentLimits', documentLimitOutput, { meetingKind }),
    pressRule: (meetingKind, topicCategory) =>
      ask('pressRules', pressRuleOutput, { meetingKind, topicCategory }),
    gate: (table, context) => ask(table, gateOutput, context),
  };
}
