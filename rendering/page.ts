import type { Block } from '../domain/document/text';

/** The general format and the three special ones of GB/T 9704-2012 chapter 10: 信函, 命令（令）, 纪要. */
export type PageFormat = 'document' | 'letter' | 'order' | 'minutes';

export interface PrintedDate {
  year: number;
  month: number;
  day: number;
}

/** 联合行文: all names stacked, the lead organ first, and the word to their right, 文件 or nothing (7.2.4). */
export interface JointLetterhead {
  organs: string[];
  word: string;
}

/** 署名: under seals, without, by signature stamps of persons (命令), or none (纪要) (7.3.5). */
export type Signature =
  | { kind: 'sealed' | 'unsealed'; issuers: string[] }
  | { kind: 'personal'; signatories: { post: string; name: string }[] }
  | { kind: 'none' };

/** An entry is a unit with its people. */
export interface Attendance {
  /** 出席 */
  present: string[];
  /** 请假 */
  excused: string[];
  /** 列席 */
  observing: string[];
}

/**
 * The elements of a paper as GB/T 9704-2012 chapter 7 names them; all texts are data and print literally.
 * There is no 密级: a paper that has one is refused (law 12).
 */
export interface Page {
  format: PageFormat;
  /** 份号, 1 to 999999, printed with six digits */
  copyNumber: number | null;
  urgency: '特急' | '加急' | null;
  /** 发文机关标志 as it stands, such as 喀什地区行政公署文件; of a joint paper the lead organ's only or all */
  letterhead: string | JointLetterhead;
  /** 发文字号, such as 喀署发〔2026〕1号, 令号; null = not numbered yet, printed as a reading copy (送审稿) */
  documentNumber: string | null;
  /** 签发人 in the order of the organs; null = not an upward paper; empty = not signed yet */
  upwardSignatories: string[] | null;
  /** 标题; a line feed is a wanted break, else lines are balanced by words. Not printed on an order (10.2) */
  title: string;
  /** 主送机关; moved to the 版记 when the first page would else show no text (7.3.2) */
  addressees: string[];
  blocks: Block[];
  /** 附件说明; one with text follows as pages of its own, one without is another file (7.3.7) */
  attachments: { title: string; blocks?: Block[] }[];
  signature: Signature;
  /** 成文日期, the last signer's day (`latestDate`); null leaves room to fill in */
  date: PrintedDate | null;
  /** 附注, with or without its brackets */
  note: string | null;
  /** 纪要 only */
  attendance: Attendance | null;
  /** 版记 */
  imprint: { copyTo: string[]; issuedBy: string; issuedOn: PrintedDate | null };
  /** Printed on every page of anything that is not a real paper, such as 演示样章 */
  demoNotice: string | null;
}

/** 成文日期 of a joint paper: the day on which the last organ signed (条例 art 9); null while one has not. */
export function latestDate(dates: readonly (PrintedDate | null)[]): PrintedDate | null {
  const order = ({ year, month, day }: PrintedDate): number => (year * 12 + month) * 31 + day;
  return dates.reduce<PrintedDate | null>((latest, date, index) => {
    if (index === 0) return date;
    if (latest === null || date === null) return null;
    return order(date) > order(latest) ? date : latest;
  }, null);
}
