import type { RedHeadPage } from '../../../rendering/redHead';
import { parseBody } from '../../../domain/document/text';

/** A small valid paper; tests change only what they are about. */
export function paper(changes: Partial<RedHeadPage> = {}): RedHeadPage {
  return {
    letterhead: '喀什地区行政公署文件',
    documentNumber: '喀署发〔2026〕1号',
    title: '关于做好冬季供暖准备工作的通知',
    addressees: ['各县（市）人民政府', '行署各部门'],
    blocks: parseBody('请按时完成管网检修。\n特此通知。'),
    attachments: [],
    issuer: '喀什地区行政公署',
    date: { year: 2026, month: 9, day: 8 },
    urgency: null,
    upwardSignatory: null,
    imprint: { copyTo: [], issuedBy: '喀什地区行政公署办公室', issuedOn: { year: 2026, month: 9, day: 9 } },
    demoNotice: null,
    ...changes,
  };
}
