import type { Page } from '../../../rendering/page';
import { parseBody, type Block } from '../../../domain/document/text';

/** A small valid paper; tests change only what they are about. */
export function paper(changes: Partial<Page> = {}): Page {
  return {
    format: 'document',
    copyNumber: null,
    urgency: null,
    letterhead: '喀什地区行政公署文件',
    documentNumber: '喀署发〔2026〕1号',
    upwardSignatories: null,
    title: '关于做好冬季供暖准备工作的通知',
    addressees: ['各县（市）人民政府', '行署各部门'],
    blocks: parseBody('请按时完成管网检修。\n特此通知。'),
    attachments: [],
    signature: { kind: 'sealed', issuers: ['喀什地区行政公署'] },
    date: { year: 2026, month: 9, day: 8 },
    note: null,
    attendance: null,
    imprint: { copyTo: [], issuedBy: '喀什地区行政公署办公室', issuedOn: { year: 2026, month: 9, day: 9 } },
    demoNotice: null,
    ...changes,
  };
}

/** 函 of the Office. */
export function letter(changes: Partial<Page> = {}): Page {
  return paper({
    format: 'letter',
    letterhead: '喀什地区行政公署',
    documentNumber: '喀署函〔2026〕3号',
    title: '关于商请支持冬季供暖物资运输的函',
    addressees: ['地区铁路办事处'],
    ...changes,
  });
}

/** 令 with a signer's post and name. */
export function order(changes: Partial<Page> = {}): Page {
  return paper({
    format: 'order',
    letterhead: '喀什地区行政公署令',
    documentNumber: '第3号',
    addressees: [],
    signature: { kind: 'personal', signatories: [{ post: '专员', name: '艾山江·买买提' }] },
    ...changes,
  });
}

/** 纪要 without addressees, signature and seal. */
export function minutes(changes: Partial<Page> = {}): Page {
  return paper({
    format: 'minutes',
    letterhead: '喀什地区行政公署专员办公会议纪要',
    documentNumber: '〔2026〕5号',
    title: '关于冬季供暖准备工作的会议纪要',
    addressees: [],
    signature: { kind: 'none' },
    attendance: { present: ['地区住建局王明'], excused: ['地区财政局李芳'], observing: ['地区气象局赵亮'] },
    ...changes,
  });
}

/** So many characters, without a mark that would hang or be squeezed. */
export function paragraph(characters: number): Block {
  return { type: 'paragraph', text: '防沙治沙'.repeat(Math.ceil(characters / 4)).slice(0, characters) };
}
