import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { memorySink, PdfWriter } from '../../rendering/packet/pdf/writer';
import { StampFont } from '../../rendering/packet/stampFont';
import { renderPage } from '../../rendering/renderPage';
import { renderSheet } from '../../rendering/sheet';
import { samplePages } from '../../rendering/samplePages';
import { docxParts, pptxParts, xlsxParts, zipOf } from './officeFiles';

/** Invented materials of every kind that a packet takes: title, name of the file, bytes. */
export type SampleFile = [title: string, fileName: string, bytes: Uint8Array];

const sentence = '坚持先建机制、后建工程，统筹水源、管网、水质和运行管护，确保群众喝上放心水。';

export async function sampleFiles(): Promise<SampleFile[][]> {
  const paper = (await renderPage(samplePages(11)[10]?.page as never)).pdf;
  const site = readFileSync(join(__dirname, 'sampleSite.jpg'));
  return [
    [
      ['关于提请审议预算草案的请示', 'a.pdf', paper],
      ['预算草案编制说明', 'b.docx', zipOf(docxParts('预算草案编制说明', Array(9).fill(sentence.repeat(3))))],
      ['收支预算总表', 'c.xlsx', zipOf(xlsxParts('收支预算总表', budget))],
      ['重点支出测算', 'd.md', Buffer.from(markdown)],
    ],
    [
      ['关于饮水工程实施方案的送审稿', 'e.pdf', paper],
      ['工程总平面布置图', 'f.pdf', sitePlan()],
      ['水质检测报告（扫描件）', 'g.png', await scan()],
      ['取水口现场照片', 'h.jpg', site],
      [
        '汇报提纲',
        'i.pptx',
        zipOf(
          pptxParts('农村饮水安全巩固提升工程', [
            '一、基本情况',
            '二、建设内容',
            '三、资金筹措',
            '四、需要研究的事项',
          ]),
        ),
      ],
    ],
    [
      ['关于调整公交票价的请示', 'j.pdf', paper],
      ['听证会纪要', 'k.md', Buffer.from(hearing)],
      [
        '征求意见汇总',
        'l.txt',
        Buffer.from(
          `征求意见汇总\n\n　　${sentence}\n　　一、财政局：同意。\n　　二、发展改革委：建议分两步实施。\n`,
        ),
      ],
    ],
  ];
}

const budget: (string | number)[][] = [
  ['项目', '上年执行（万元）', '本年预算（万元）', '增减（%）'],
  ['一般公共服务', 18650, 18120, -2.8],
  ['教育', 92400, 97300, 5.3],
  ['社会保障和就业', 65210, 68900, 5.7],
  ['卫生健康', 40330, 42150, 4.5],
  ['农林水', 55870, 61240, 9.6],
];

const markdown = `# 重点支出测算

## 一、测算口径

按照**零基预算**要求，逐项核定，*不以上年基数为依据*。${sentence}

## 二、测算结果

| 类别 | 项目数 | 金额（万元） | 说明 |
|---|--:|--:|---|
| 民生 | 26 | 41,300 | 占 **67.4%** |
| 产业 | 11 | 12,850 | 含上年结转 |
| 基础设施 | 8 | 7,090 | 其中专项债 3,000 |

1. 民生支出只增不减；
2. 一般性支出压减 5%：
   - 会议、培训压减 10%；
   - 办公设备按标准更新。

> 本表数据截至2026年10月底。
`;

const hearing = `# 听证会纪要\n\n${`${sentence}\n\n`.repeat(4)}- 参加人：15人\n- 发表意见：12人，其中赞成9人、附条件赞成2人、反对1人\n`;

/** A3, drawn lying, kept upright in the file and turned by the reader: as drawing programs write it. */
function sitePlan(): Uint8Array {
  const sink = memorySink();
  const writer = new PdfWriter(sink);
  const words = [
    '水厂',
    '取水口',
    '调蓄水池',
    '一号加压站',
    '二号加压站',
    '输水主管 DN800',
    '农村饮水安全巩固提升工程总平面布置图',
    '比例 1:5000　图号 总-01',
  ];
  const font = StampFont.embed(words.join(''), 'hei', writer);
  const box = (x: number, y: number, w: number, h: number): string => `${x} ${y} ${w} ${h} re S`;
  const label = (at: number, x: number, y: number, size = 15): string =>
    `BT ${font.show(words[at] ?? '', x, y, size)} ET`;
  const contours = Array.from({ length: 26 }, (_, line) => {
    const y = 90 + line * 26;
    return `40 ${y} m 300 ${y + 60 - line * 3} 700 ${y - 70 + line * 4} 1150 ${y + 20} c S`;
  });
  const drawing = [
    // The page's long side is up in the file: turn the drawing, so that a reader who turns the page sees it upright.
    'q 0 1 -1 0 842 0 cm',
    `0.75 0.82 0.75 RG 0.6 w ${contours.join(' ')}`,
    '0 G 2 w 25 25 1141 792 re S 0.8 w 32 32 1127 778 re S',
    '0.1 0.35 0.7 RG 5 w 190 600 m 360 600 l 420 470 l 640 470 l 760 330 l 980 330 l S 640 470 m 700 610 l 900 640 l S',
    `0 G 1.5 w ${box(110, 560, 80, 80)} ${box(600, 430, 80, 80)} ${box(980, 290, 90, 80)} ${box(900, 610, 80, 60)} 420 470 12 12 re B`,
    `0 g ${label(1, 115, 650)} ${label(2, 602, 520)} ${label(0, 1005, 380)} ${label(3, 385, 445)} ${label(4, 900, 680)} ${label(5, 455, 482, 12)}`,
    `${box(760, 40, 392, 90)} ${label(6, 775, 95, 17)} ${label(7, 775, 60, 13)} Q`,
  ].join('\n');
  const [content, page, tree, catalog] = [writer.allot(), writer.allot(), writer.allot(), writer.allot()];
  writer.stream(content, '/Filter/FlateDecode', deflateSync(Buffer.from(drawing)));
  writer.object(
    page,
    `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 842 1191]/Rotate 90/Contents ${content} 0 R/Resources<</Font<<${font.resources}>>>>>>`,
  );
  writer.object(tree, `<</Type/Pages/Kids[${page} 0 R]/Count 1>>`);
  writer.object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
  writer.finish(`/Root ${catalog} 0 R`);
  return sink.bytes();
}

/** A page as a scanner sees it: grey, a little askew, with specks. */
async function scan(): Promise<Uint8Array> {
  const rows = ['色度', '浑浊度', '臭和味', 'pH', '总硬度', '氟化物', '菌落总数', '余氯'].map((name, at) => [
    name,
    '合格',
    `${(at * 0.37 + 0.2).toFixed(2)}`,
    sentence.slice(0, 18),
  ]);
  const { pdf } = renderSheet({
    title: '水质检测报告',
    subject: '编号：2026-水检-0317',
    facts: [
      { label: '采样地点', value: '一号取水口' },
      { label: '采样日期', value: '2026年10月12日' },
    ],
    tables: [
      {
        heading: null,
        columns: ['项目', '结论', '数值', '备注'].map((one, at) => ({ label: one, share: at === 3 ? 3 : 1 })),
        rows,
      },
    ],
    demoNotice: null,
  });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const { data, width, height } = await document.getPage(0).render({ scale: 2.2, render: 'bitmap' });
  const grey = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = [
        Math.round(x + (y - height / 2) * 0.012),
        Math.round(y - (x - width / 2) * 0.012),
      ];
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
      const ink = inside ? (data[(fromY * width + fromX) * 4] ?? 255) : 235;
      const speck = (x * 7919 + y * 104729) % 6011 === 0 ? 120 : 0;
      grey[y * (width + 1) + 1 + x] = Math.max(
        20,
        Math.min(250, ink * 0.86 + 18 + ((x ^ (y * 3)) % 9) - speck),
      );
    }
  document.destroy();
  library.destroy();
  return greyPng(width, height, grey);
}

function greyPng(width: number, height: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const chunks = (
    [
      ['IHDR', head],
      ['IDAT', deflateSync(rows)],
      ['IEND', Buffer.alloc(0)],
    ] as const
  ).map(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // No reader of ours asks for the check sum.
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}
