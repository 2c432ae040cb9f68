import type { SheetTable } from '../sheet';

/** What may be laid before a meeting, told by content, not by the file's name. */
export type MaterialKind = 'pdf' | 'png' | 'jpeg' | 'markdown' | 'text' | 'docx' | 'xlsx' | 'pptx';

/** Bounds of intake; each one a setting of the installation (docs/packets.md). */
export interface IntakeLimits {
  /** Of the file as it arrives */
  bytes: number;
  /** Pages of one material */
  pages: number;
  /** What all compressed parts of one file may come to */
  inflatedTotal: number;
  /** What one compressed part may come to */
  inflatedPart: number;
  /** Of one picture, as its header says */
  pixels: number;
  /** Objects of a PDF, entries of an Office file */
  parts: number;
  /** Longest side of a page, in millimetres */
  longestSide: number;
  milliseconds: number;
  memoryMegabytes: number;
}

export type RefusalCode =
  | 'MATERIAL_EMPTY'
  | 'MATERIAL_TOO_LARGE'
  | 'MATERIAL_TYPE_REFUSED'
  | 'MATERIAL_NAME_REFUSED'
  | 'MATERIAL_DAMAGED'
  | 'MATERIAL_ENCRYPTED'
  | 'MATERIAL_ACTIVE_CONTENT'
  | 'MATERIAL_EXTERNAL_LINK'
  | 'MATERIAL_BOMB'
  | 'MATERIAL_TOO_MANY_PAGES'
  | 'MATERIAL_NO_PAGES'
  | 'MATERIAL_PAGE_SIZE'
  | 'MATERIAL_CHARACTER'
  | 'MATERIAL_CLASSIFIED'
  | 'MATERIAL_TOO_SLOW'
  | 'CONVERTER_MISSING'
  | 'CONVERSION_FAILED';

export interface AcceptedMaterial {
  accepted: true;
  kind: MaterialKind;
  mediaType: string;
  /** Known now for PDF and pictures; null until the material has been turned into PDF. */
  pages: number | null;
}

export interface RefusedMaterial {
  accepted: false;
  code: RefusalCode;
  /** Chinese: what is wrong and what to do. */
  words: string;
}

export type Inspection = AcceptedMaterial | RefusedMaterial;

/** Turns an Office file into PDF. */
export interface Converter {
  /** For log and operators: LibreOffice or Gotenberg and where it is. */
  name: string;
  /** Throws PacketError CONVERSION_FAILED. */
  convert(bytes: Uint8Array, fileName: string): Promise<Uint8Array>;
}

export interface PacketMaterial {
  title: string;
  /** The PDF (`materialPdf`): bytes, or the path of a file. */
  pdf: Uint8Array | string;
  /** Scale pages larger than A4 down to A4; default: pages stay as they are. */
  fitA4?: boolean;
}

export interface Words {
  /** Who says it: a department, a leader */
  who: string;
  words: string;
}

/** What an item's sheet (议题单) says; empty parts are left out. */
export interface ItemSheet {
  /** Such as 提请单位, 汇报人, 议题类别 */
  facts: { label: string; value: string }[];
  /** 议题目的 */
  purpose: string;
  /** 拟请会议审议事项 */
  proposal: string;
  /** 有关方面意见及采纳情况 */
  opinions: Words[];
  /** 会签单 as it stands on the department's sheet */
  countersign: SheetTable | null;
  /** 不同意见, shown apart: nobody overlooks it */
  dissent: Words[];
  /** Whatever else belongs on the sheet */
  more: { heading: string; text: string }[];
}

export interface PacketItem {
  /** Place on the meeting's agenda; an attendee's packet keeps the meeting's numbers. */
  number: number;
  title: string;
  /** Columns of the agenda: reporter, minutes each, who sits in, planned beginning */
  reporter: string;
  minutes: number | null;
  attending: string;
  time: string;
  sheet: ItemSheet;
  materials: PacketMaterial[];
}

/** Everything a packet of one recipient class says. All texts are data and print literally. */
export interface PacketInput {
  /** Red head of the cover: the office's name */
  letterhead: string;
  /** Such as 专员办公会议材料 */
  title: string;
  /** Such as 第12次常务会议 */
  meeting: string;
  /** On the cover: 时间, 地点, 主持人 … */
  facts: { label: string; value: string }[];
  /** Whose packet: 组成人员, 列席人员 */
  audience: string;
  /** Such as 第2版 */
  version: string;
  /** On the cover's foot, such as 会后收回，不得复印、外传 */
  notice: string;
  /** The cover's last line, as printed: 2026年12月1日 */
  printedDate: string;
  /** Says that its content is invented, in the demo office. */
  demoNotice: string | null;
  items: PacketItem[];
  /** What the file says of when it was made; no clock here: same input, same bytes. */
  made: Date;
  /** The office's own fonts */
  fontsDirectory?: string;
}

/** One page of a bound packet, before stamping: enough to tell what changed between two versions. */
export interface PageMark {
  page: number;
  /** Hash of what is on the page */
  hash: string;
  /** Number of the item; null: cover, agenda, contents */
  item: number | null;
  /** 封面, 议程, 目录, 议题单 or the material's title */
  part: string;
}

export interface PlacedItem {
  number: number;
  title: string;
  firstPage: number;
  pages: number;
  materials: { title: string; firstPage: number; pages: number }[];
}

/** The master (母本) of a class: complete, without watermark. Its copies come from `openCopy`. */
export interface BoundPacket {
  path: string;
  pages: number;
  bytes: number;
  sha256: string;
  items: PlacedItem[];
  marks: PageMark[];
}

export interface CopyLabel {
  /** 份号, printed with six digits */
  copyNumber: number;
  /** 姓名, with post or body if the caller wants */
  recipient: string;
}

/** A numbered copy: the master's bytes but for a tail of some kilobytes. Nothing has to be kept per copy. */
export interface PacketCopy {
  size: number;
  /** All of it, or the bytes from `start` to `end` (inclusive, as HTTP ranges count). */
  stream(range?: { start: number; end: number }): NodeJS.ReadableStream;
}

/** A file of the zip: its item and its own name with extension. */
export interface ZipItem {
  number: number;
  title: string;
  materials: { title: string; fileName: string; content: Uint8Array | string }[];
}
