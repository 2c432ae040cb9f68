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
}
