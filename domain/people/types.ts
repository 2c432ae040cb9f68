/** 职级。`precedence` 1 is the highest (art 5). */
export interface Rank {
  id: string;
  label: string;
  precedence: number;
}

/** 本级政府、办公室、部门或下级政府. */
export interface Body {
  id: string;
  kind: 'government' | 'general-office' | 'department' | 'lower-government';
  name: string;
  shortName: string;
}

export interface Person {
  id: string;
  login: string;
  displayName: string;
}

/** 职务: what a person acts as. Every signature names one. */
export interface Post {
  id: string;
  bodyId: string;
  rankId: string | null;
  label: string;
  /** 主要负责人 (arts 45, 48). */
  isPrincipal: boolean;
  /** 负责人, deputies included (art 45). */
  isInCharge: boolean;
  /** Ids of duties such as 核稿, 复核: see offices/<office>/holders.json. */
  duties: string[];
}

/** Somebody holding a post at the moment the snapshot was taken. */
export interface Holding {
  personId: string;
  postId: string;
  /** Since the day on which he came into it; what he delegated, or was delegated, before doesn't come back with him. */
  since?: Date;
}

/** 分工: which leader's post has which body in its portfolio (art 7). */
export interface Portfolio {
  postId: string;
  bodyId: string;
}

/**
 * 委托: one leader lets another act for him (arts 5, 7). It holds from `validFrom` until `validUntil`, ends by itself,
 * and at once where it is revoked.
 */
export interface Delegation {
  id: string;
  fromPersonId: string;
  fromPostId: string;
  toPersonId: string;
  toPostId: string;
  /** 主持工作. */
  preside: boolean;
  /** 签发. */
  sign: boolean;
  /** 文种 and 事项类别 it is limited to; null = all. */
  kinds: string[] | null;
  matters: string[] | null;
  validFrom: Date;
  validUntil: Date;
  revokedAt: Date | null;
  /** The document it rests on: 喀署办〔2026〕3号. */
  basis: string;
}

/** 外出报备 (art 54): away since then, and until when by plan; back only once the return is recorded. */
export interface Absence {
  personId: string;
  returnsAt: Date;
}

/** A secretary's post and the leader's that it assists. */
export interface Pairing {
  secretaryPostId: string;
  leaderPostId: string;
}

/** Everyone in office at one moment. The database gives it; rules read nothing else about people. */
export interface PeopleSnapshot {
  at: Date;
  ranks: Rank[];
  bodies: Body[];
  persons: Person[];
  posts: Post[];
  holdings: Holding[];
  portfolios: Portfolio[];
  /** 对口: which secretary assists which leader (art 8). */
  pairings: Pairing[];
  /** Those whose time it is, the revoked ones among them: what was revoked is said, not passed over. */
  delegations: Delegation[];
  absences: Absence[];
}

/** A person in the capacity in which he may act. */
export interface Capacity {
  personId: string;
  login: string;
  personName: string;
  postId: string;
  postLabel: string;
  /** Whose authority it is where it isn't his own: he acts 受委托. */
  onBehalfOf?: Delegator;
}

/** For whom a delegate acts, as they were then. */
export interface Delegator {
  personId: string;
  personName: string;
  postId: string;
  postLabel: string;
  delegationId: string;
  basis: string;
  validUntil: Date;
}

/** Who may act, and in words how it came to them. */
export interface Lawful {
  capacities: Capacity[];
  words: string;
}
