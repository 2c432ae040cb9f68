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
  /** 发文名义: "administration" (行署), "general-office" (办公室), "general-office-remit" (办公室职责范围内). */
  issuingName: string;
  /** 行文方向: "upward" (自治区、地委), "regional-departments" (自治区政府办公厅和厅局), "downward", "congress" (人大工委), "peer". */
  direction: string;
  /** 重要程度: "important", "routine", "unclassified". */
  importance: string;
  /** 规范性文件. */
  normative: boolean;
  /** 紧急程度: "none", "urgent" (加急), "most-urgent" (特急). */
  urgency: string;
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
  article: string;
  reading: string;
  words: string;
}

/** What `timeLimits` answers: a setting of the office where the articles name no number. */
export interface TimeLimit {
  workingDays: number;
  /** Zeebe's task priority, 0-100. */
  priority: number;
  article: string;
  words: string;
}

/** Law 5: every route, refusal and deadline says why. */
export interface RuleReference {
  article: string;
  reading: string;
  ruleSet: string;
  words: string;
}
