import { parseBody, type Block } from '../domain/document/text';
import type { Page, PrintedDate, Signature } from './page';
import { copies, people, subjects, units, type Subject } from './sampleSubjects';

/** The 15 kinds of 条例 art 8, and how a sample of each is made. */
const kinds = [
  { id: 'resolution', word: '决议', series: '喀署发' },
  { id: 'decision', word: '决定', series: '喀署发', toAll: true },
  { id: 'order', word: '令', series: '' },
  { id: 'communique', word: '公报', series: '喀署发' },
  { id: 'proclamation', word: '公告', series: '喀署发' },
  { id: 'notice-to-public', word: '通告', series: '喀署发' },
  { id: 'opinion', word: '意见', series: '喀署发', toAll: true },
  { id: 'notice', word: '通知', series: '喀署办发', toAll: true },
  { id: 'circular', word: '通报', series: '喀署办发', toAll: true },
  { id: 'report', word: '情况的报告', series: '喀署', upward: true, end: '特此报告。' },
  { id: 'request', word: '有关事项的请示', series: '喀署', upward: true, end: '妥否，请批示。' },
  { id: 'reply', word: '的批复', series: '喀署函', end: '此复。' },
  { id: 'bill', word: '的议案', series: '喀署', end: '请予审议。' },
  { id: 'letter', word: '有关事项的函', series: '喀署函', end: '请予支持为盼。' },
  { id: 'minutes', word: '会议纪要', series: '' },
] as const;

type Kind = (typeof kinds)[number] & { toAll?: boolean; upward?: boolean; end?: string };

const administration = '喀什地区行政公署';
const generalOffice = `${administration}办公室`;
const court = '喀什地区中级人民法院';
const procuratorate = '喀什地区人民检察分院';

/** Numbers of the same sequence for the same seed (mulberry32): samples stay comparable between two looks. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Sample papers of all 15 kinds in turn, with every element somewhere; each is marked 演示样章. */
export function samplePages(count: number): { name: string; page: Page }[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] as Kind;
    const name = `${String(index + 1).padStart(3, '0')}-${kind.id}`;
    return { name, page: samplePage(kind, index + 1, seeded(index + 1)) };
  });
}

function samplePage(kind: Kind, serial: number, draw: (below: number) => number): Page {
  const subject = subjects[draw(subjects.length)] as Subject;
  const one = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const some = (items: readonly string[]): string[] => items.filter(() => draw(2) === 0);
  const body = kind.series === '喀署办发' ? generalOffice : administration;
  const month = 1 + draw(12);
  const date: PrintedDate = { year: 2026, month, day: 1 + draw(27) };
  const format = formatOf(kind);
  const isJoint = format === 'document' && !kind.upward && draw(4) === 0;
  const partners = isJoint ? [court, procuratorate].slice(0, 1 + draw(2)) : [];
  return {
    format,
    copyNumber: draw(4) === 0 ? serial : null,
    urgency: format === 'order' ? null : one([null, null, null, '加急', '特急'] as const),
    letterhead: letterheadOf(kind, body, partners, draw(2) === 0),
    documentNumber: draw(12) === 0 ? null : numberOf(kind, serial),
    upwardSignatories: kind.upward ? people.slice(0, 1 + draw(3)) : null,
    title: titleOf(kind, subject, body, draw(3) === 0),
    addressees: addresseesOf(kind, some),
    blocks: bodyOf(kind, subject, draw(5) === 0 ? 5 : 1),
    attachments: Array.from({ length: one([0, 0, 1, 2]) }, (_, at) =>
      attachmentOf(subject, at, draw(2) === 0),
    ),
    signature: signatureOf(format, [body, ...partners], one(people), draw(5) > 0),
    date,
    note: format !== 'minutes' && draw(3) === 0 ? '此件公开发布' : null,
    attendance: format === 'minutes' ? attendanceOf(draw) : null,
    imprint: { copyTo: draw(2) === 0 ? [] : copies.slice(draw(3)), issuedBy: generalOffice, issuedOn: date },
    demoNotice: '演示样章',
  };
}

function formatOf(kind: Kind): Page['format'] {
  if (kind.id === 'order' || kind.id === 'minutes') return kind.id;
  return kind.series === '喀署函' ? 'letter' : 'document';
}

function letterheadOf(kind: Kind, body: string, partners: string[], showsAll: boolean): Page['letterhead'] {
  if (kind.id === 'order') return `${administration}令`;
  if (kind.id === 'minutes') return `${administration}专员办公会议纪要`;
  if (kind.series === '喀署函') return administration;
  return partners.length > 0 && showsAll ? { organs: [body, ...partners], word: '文件' } : `${body}文件`;
}

function numberOf(kind: Kind, serial: number): string {
  if (kind.id === 'order') return `第${serial}号`;
  return `${kind.series}〔2026〕${serial}号`;
}

function titleOf(kind: Kind, { matter }: Subject, body: string, isLong: boolean): string {
  const word = kind.word.startsWith('的') || kind.word.includes('的') ? kind.word : `的${kind.word}`;
  const about = isLong ? `印发《${matter}三年行动方案（2026—2028年）》并${matter}` : matter;
  return `${isLong ? body : ''}关于${about}${word}`;
}

function addresseesOf(kind: Kind, some: (items: readonly string[]) => string[]): string[] {
  if (kind.upward) return ['自治区人民政府'];
  if (kind.toAll) return ['各县（市）人民政府', '行署各部门、各直属机构', ...some(['各有关单位'])];
  if (kind.id === 'bill') return ['地区人大工委'];
  return kind.series === '喀署函' ? ['巴楚县人民政府'] : [];
}

/** Levels 一、（一）1. by turns; `rounds` makes it longer. */
function bodyOf(kind: Kind, { background, tasks, department }: Subject, rounds: number): Block[] {
  const sections = Array.from({ length: rounds }, (_, round) => [
    `${'一二三四五'[round]}、${['主要任务', '组织实施', '保障措施', '监督检查', '工作要求'][round]}`,
    ...tasks.flatMap(([heading, text], at) => [
      `（${'一二三'[at]}）${heading}。${text}`,
      `1.责任单位。由${department}牵头，有关单位配合。`,
      `2.完成时限。2026年底前完成，每月25日前报送进展。`,
    ]),
  ]);
  return parseBody([background, ...sections.flat(), kind.end ?? ''].join('\n'));
}

function attachmentOf(subject: Subject, at: number, isBound: boolean): Page['attachments'][number] {
  const title =
    [`${subject.matter}任务分工方案`, `${subject.matter}项目、责任单位、完成时限和资金安排一览表`][at] ?? '';
  const text = subject.tasks.map(([heading, task], index) => `${'一二三'[index]}、${heading}\n${task}`);
  return isBound ? { title, blocks: parseBody(text.join('\n')) } : { title };
}

function signatureOf(format: Page['format'], issuers: string[], name: string, isSealed: boolean): Signature {
  if (format === 'minutes') return { kind: 'none' };
  if (format === 'order') return { kind: 'personal', signatories: [{ post: '专员', name }] };
  return { kind: isSealed ? 'sealed' : 'unsealed', issuers };
}

function attendanceOf(draw: (below: number) => number): Page['attendance'] {
  const named = (from: number, to: number): string[] =>
    units.slice(from, to).map((unit) => `${unit}${people[draw(people.length)]}`);
  return { present: named(0, 3 + draw(3)), excused: named(6, 6 + draw(2)), observing: named(7, 8) };
}
