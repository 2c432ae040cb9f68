import { PDFDocument, StandardFonts, degrees, rgb } from '@cantoo/pdf-lib';
import { docxParts, pptxParts, xlsxParts, zipOf } from '../../tools/packet/officeFiles';
import { png } from '../unit/packet/pictures';

export interface Material {
  kind: string;
  title: string;
  name: string;
  bytes: Uint8Array;
}

/** 平面图: a sheet larger than A4, lying down, as a plotter's program turns it. */
async function plan(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([842, 1191]);
  page.setRotation(degrees(90));
  for (let line = 0; line < 24; line += 1)
    page.drawLine({
      start: { x: 80, y: 90 + line * 42 },
      end: { x: 760, y: 90 + ((line * 7) % 24) * 42 },
      thickness: 1.2,
      color: rgb(0.2, 0.4, 0.6),
    });
  page.drawText('A3 PLAN 1:10000', { x: 60, y: 200, size: 20, font, rotate: degrees(90) });
  return document.save();
}

async function report(words: string, pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (let number = 1; number <= pages; number += 1)
    document.addPage([595, 842]).drawText(`${words} ${number}`, { x: 72, y: 740, size: 14, font });
  return document.save();
}

/** 扫描件: a picture, grey as scanners make it. */
function scan(): Uint8Array {
  const width = 620;
  const height = 877;
  return png(width, height, {
    colours: 0,
    at: (x, y) => [y % 34 < 9 && x > 70 && x < 550 ? 70 : 236 - ((x + y) % 9)],
  });
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Office files go through a converter; where none is installed they are refused, and a department brings a PDF. */
const office: Material[] = [
  {
    kind: 'explanation',
    title: '起草说明',
    name: '起草说明.docx',
    bytes: zipOf(
      docxParts('起草说明', ['根据年度计划，会同财政、农业农村部门起草。', '现场查看了五个灌区。']),
    ),
  },
  {
    kind: 'adoption',
    title: '意见采纳情况表',
    name: '采纳情况.xlsx',
    bytes: zipOf(
      xlsxParts('采纳情况', [
        ['单位', '意见', '采纳情况'],
        ['财政局', '分年安排资金', '采纳'],
        ['农业农村局', '与高标准农田衔接', '采纳'],
      ]),
    ),
  },
  {
    kind: 'other',
    title: '汇报演示',
    name: '汇报演示.pptx',
    bytes: zipOf(pptxParts('灌区续建配套', ['总投资三点二亿元', '分三年实施'])),
  },
];

/** Seven for the first topic: among them a turned plan, a scan and the Office files. */
export async function waterMaterials(): Promise<{ plain: Material[]; office: Material[] }> {
  return {
    office,
    plain: [
      {
        kind: 'draft',
        title: '灌区续建配套实施方案（送审稿）',
        name: '实施方案.md',
        bytes: text(
          '# 灌区续建配套实施方案\n\n一、总体安排\n\n分三年实施，先急后缓。\n\n| 年度 | 投资（万元） |\n| --- | --- |\n| 第一年 | 12000 |\n| 第二年 | 11000 |\n| 第三年 | 9000 |\n',
        ),
      },
      { kind: 'other', title: '工程平面图', name: '平面图.pdf', bytes: await plan() },
      { kind: 'evidence', title: '专家论证意见（扫描件）', name: '论证意见.png', bytes: scan() },
      { kind: 'other', title: '可行性研究报告', name: '可研报告.pdf', bytes: await report('Feasibility', 6) },
    ],
  };
}

/** Five for the second. */
export async function schoolMaterials(): Promise<Material[]> {
  return [
    {
      kind: 'draft',
      title: '集团化办学实施意见（送审稿）',
      name: '实施意见.txt',
      bytes: text('一、工作目标\n三年内覆盖城区义务教育学校。\n二、保障措施\n教师轮岗，经费统筹。'),
    },
    {
      kind: 'explanation',
      title: '起草说明',
      name: '起草说明.txt',
      bytes: text('实施意见在三县一市试点的基础上起草。'),
    },
    {
      kind: 'adoption',
      title: '意见采纳情况表',
      name: '采纳情况.md',
      bytes: text('财政局：经费渠道写明，采纳。'),
    },
    { kind: 'other', title: '学校布点表', name: '布点表.pdf', bytes: await report('Schools', 3) },
    { kind: 'other', title: '教师编制测算', name: '测算.pdf', bytes: await report('Posts', 2) },
  ];
}
