import type { Block } from './text';

/** 文稿内容: what a version freezes and its SHA-256 covers. */
export interface DocumentContent {
  title: string;
  /** 主送机关. */
  addressees: string[];
  blocks: Block[];
  /** 抄送机关. */
  copyTo: string[];
  attachments: { id: string; title: string; sha256: string }[];
  /** 附注, such as 此件公开发布. Absent fields stay absent: an earlier version's hash must not change. */
  note?: string;
  /** 联合行文: the organs after the lead one, each with its signatory and ISO day of signing. */
  joint?: { issuer: string; signatory: string; signedOn: string | null }[];
  /** 会签单位: ids of the bodies that the drafter wants heard before it is signed. */
  concernedBodies?: string[];
  /** 纪要 only: who was there. */
  attendance?: { present: string[]; excused: string[]; observing: string[] };
}
