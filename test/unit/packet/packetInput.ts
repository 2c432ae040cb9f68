import type { ItemSheet, PacketInput, PacketItem, PacketMaterial } from '../../../rendering/packet';

export const sheet = (change: Partial<ItemSheet> = {}): ItemSheet => ({
  facts: [{ label: '提请单位', value: '水利局' }],
  purpose: '为解决季节性缺水问题。',
  proposal: '审议并原则同意实施方案。',
  opinions: [{ who: '审计局', words: '同意。' }],
  countersign: {
    heading: null,
    columns: [
      { label: '会签单位', share: 1 },
      { label: '会签意见', share: 3 },
    ],
    rows: [['财政局', '同意，资金分两年安排']],
  },
  dissent: [{ who: '住建局', words: '建议先行试点。' }],
  more: [],
  ...change,
});

export const item = (
  number: number,
  materials: PacketMaterial[],
  change: Partial<PacketItem> = {},
): PacketItem => ({
  number,
  title: `关于第${number}项工作的汇报`,
  reporter: '水利局',
  minutes: 15,
  attending: '财政局',
  time: '10:00',
  sheet: sheet(),
  materials,
  ...change,
});

export const input = (items: PacketItem[], change: Partial<PacketInput> = {}): PacketInput => ({
  letterhead: '某某地区行政公署',
  title: '常务会议材料',
  meeting: '2026年第12次常务会议',
  facts: [{ label: '时间', value: '2026年12月1日10:00' }],
  audience: '组成人员',
  version: '第1版',
  notice: '会后收回',
  printedDate: '2026年11月29日',
  demoNotice: '演示样章',
  items,
  made: new Date('2026-11-29T02:00:00Z'),
  ...change,
});
