/** 职级。`precedence` 1 is the highest (art 5). */
export interface Rank {
  id: string;
  label: string;
  precedence: number;
}

/** 行署、办公室、部门或县市. */
export interface Body {
  id: string;
  kind: 'government' | 'general-office' | 'department' | 'county';
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
}

/** 分工: which leader's post has which body in its portfolio (art 7). */
export interface Portfolio {
  postId: string;
  bodyId: string;
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
}

/** A person in the capacity in which he may act. */
export interface Capacity {
  personId: string;
  login: string;
  personName: string;
  postId: string;
  postLabel: string;
}
