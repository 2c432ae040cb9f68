/**
 * 路由要素: what the decision tables ask of a document. The values are the office's vocabulary
 * (offices/<office>/vocabulary.json), so they are plain strings here; never null, since the two FEEL
 * evaluators differ on null.
 */
export interface RoutingFacts {
  /** 文种: one of the 15 kinds of 条例 art 8, e.g. "notice". */
  kind: string;
  /** 发文字号 series, e.g. "administration-issue" (喀署发). */
  series: string;
  /** 发文名义: "administration" (行署), "general-office" (办公室), "general-office-remit" (办公室职责范围内), "department" (部门). */
  issuingName: string;
  /** 行文方向: "upward" (自治区、地委), "regional-departments" (自治区政府办公厅和厅局), "downward", "congress" (人大工委), "peer". */
  direction: string;
  /** 重要程度: "important", "routine", "unclassified". */
  importance: string;
  /** 规范性文件. */
  normative: boolean;
  /** 紧急程度: "none", "urgent" (加急), "most-urgent" (特急). */
  urgency: string;
  /** 联合行文: other organs issue it too. Follows from the text (`DocumentContent.joint`). */
  joint: boolean;
}

/** All facts of a case: those of its route, and what the gates ask (arts 18, 21, 49). Fixed after submission. */
export interface CaseFacts extends RoutingFacts {
  /** 文稿类别: "ordinary", "division-plan" (分工方案), "briefing" (简报). */
  nature: string;
  /** 事项类别: "none", or one of those that must go to a meeting. */
  matter: string;
  /** 职权归属: "one-department", "several-departments", "administration". */
  remit: string;
  /** 涉及公众权益、社会关注度高. */
  wideInterest: boolean;
  /** 涉及县市. */
  counties: boolean;
}

/** 报送依据: references and reasons in the drafter's words; "" = none. The tables see only whether there is one. */
export interface Grounds {
  /** Decision of a 全体/常务会议. */
  meeting: string;
  /** Opinions of the departments concerned. */
  opinions: string;
  /** 合法性审查意见. */
  legality: string;
  /** Opinions of the counties concerned. */
  counties: string;
  /** 社会稳定风险评估 and hearings. */
  stability: string;
  /** Reason for an exception from a rule that holds in principle (articles.md, reading 9). */
  exception: string;
}

/** What `signatoryRoute` answers: a lawful set of signatories with its reviews, or one refusal. */
export interface SignatoryRoute {
  outcome: 'route' | 'refuse';
  /** Holder ids of whom any one reviews before signing (审核); empty: no review. */
  reviewers: string[];
  /** Holder ids of whom any one may sign. */
  signatories: string[];
  /** The article's own verb: 签发 or 签署. */
  act: string;
  article: string;
  reading: string;
  words: string;
}

/** What `humanSteps` answers for one human step. */
export interface HumanStep {
  /** A holder id; or "route.reviewers" / "route.signatories": take it from the case's route. */
  holder: string;
  act: string;
  decisions: string[];
  /** What else it is for: "confirm" the gates' statements, "pick" within the lawful sets, "withdraw" still possible. */
  duties: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `timeLimits` answers: a setting of the office where the articles name no number. */
export interface TimeLimit {
  workingDays: number;
  /** A step that comes again after a return has what is left of its limit, but at least so many days. */
  leastDays: number;
  /** The reminder comes on the morning so many working days before the last day. */
  remindBeforeDays: number;
  /** The overdue notice comes again each so many working days; 0 = once. */
  overdueEveryDays: number;
  /** Holder ids told of a delay besides those who have the step. */
  overdueTo: string[];
  /** Zeebe's task priority, 0-100. */
  priority: number;
  article: string;
  words: string;
}

/** What `keptSteps` answers: whether an agreement stands for a text that was changed since. */
export interface KeptStep {
  kept: boolean;
  article: string;
  words: string;
}

/** What `ownDrafts` answers: whether the drafter may act in a step on his own draft. */
export interface OwnDraft {
  allowed: boolean;
  article: string;
  reading: string;
  words: string;
}

/** What `travelNotices` answers: who is told that somebody is away (art 54). */
export interface TravelNotice {
  /** Holder ids. */
  told: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `countersignRules` answers for a kind of body and a purpose. */
export interface CountersignRule {
  /** Whether silence counts as 无不同意见 at the deadline. */
  deemed: boolean;
  /** Whether only the body's principal may answer. */
  byPrincipal: boolean;
  /** Working days below which a limit of the lead department's own needs a reason. */
  minimumDays: number;
  /** Working days within which an answer by telephone is to be signed. */
  phoneSignDays: number;
  /** Working days before the deadline from which on a request stands in the weekly digest. */
  digestDays: number;
  /** To whom the weekly digest goes; nobody for a rule set of before there was one. */
  digestTo: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `consultees` answers: which bodies a paper concerns by its matter. */
export interface Consultees {
  /** Ids of bodies. */
  bodies: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `regionalMeetingRules` answers for a body. */
export interface RegionalMeetingRule {
  /** Whether it may ask for those in charge of governments below this one (综合经济部门). */
  headsAllowed: boolean;
  article: string;
  reading: string;
  words: string;
}

/** What `invitationRules` answers for whoever convenes a meeting to which the government is invited. */
export interface InvitationRule {
  /** Holder ids of whom one attends, of the portfolio that the meeting is about. */
  attends: string[];
  /** Holder ids of whom one may be entrusted with it in a special case; empty: nobody. */
  entrusted: string[];
  /** Holder ids of those who register the invitation and what came of it. */
  registrars: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `pressRules` answers for the report of a decision: whether leaders see the text after the secretary (art 42). */
export interface PressRule {
  approval: boolean;
  article: string;
  reading: string;
  words: string;
}

/** What `documentLimits` answers for a paper that a meeting decided to issue (art 40). */
export type DocumentLimit = TimeLimit & { reading: string };

/** What `regionalMeetingLimits` answers: how long a region-wide meeting waits for its department before it is reminded (art 58). */
export type WaitLimit = Omit<TimeLimit, 'leastDays' | 'priority'> & { reading: string };

/** What a gate's table answers. */
export interface GateAnswer {
  outcome: 'pass' | 'refuse' | 'ask';
  overridable: boolean;
  article: string;
  reading: string;
  words: string;
}

/** Law 5: every route, refusal and deadline says why. */
export interface RuleReference {
  article: string;
  reading: string;
  ruleSet: string;
  words: string;
}
