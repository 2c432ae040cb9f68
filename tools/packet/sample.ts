import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assemblePacket,
  findConverter,
  inspectMaterial,
  materialPdf,
  writeCopy,
  type Converter,
  type PacketInput,
  type PacketItem,
  type PacketMaterial,
} from '../../rendering/packet';
import { sampleFiles, type SampleFile } from './sampleMaterials';

/**
 * Writes a sample packet and its copy no. 12, for people to look at:
 * `node --import tsx tools/packet/sample.ts <directory>`. Everything in it is invented.
 */
async function main(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const converter = findConverter(process.env);
  console.log(converter?.name ?? '没有转换服务：DOCX、XLSX、PPTX 略去');
  const items: PacketItem[] = [];
  for (const [index, files] of (await sampleFiles()).entries()) {
    const materials: PacketMaterial[] = [];
    for (const file of files) materials.push(...(await take(file, converter)));
    items.push(itemOf(index, materials));
  }
  const packet = await assemblePacket(packetOf(items), join(directory, '母本.pdf'));
  const copy = join(directory, '000012.pdf');
  await writeCopy(packet.path, { copyNumber: 12, recipient: '艾力·买买提 副专员' }, copy);
  console.log(`${packet.pages} 页，${Math.round(packet.bytes / 1024)} KB：${copy}`);
  writeFileSync(join(directory, '页码.json'), JSON.stringify(packet.items, null, 2));
}

async function take(
  [title, name, bytes]: SampleFile,
  converter: Converter | null,
): Promise<PacketMaterial[]> {
  const material = await inspectMaterial(bytes, name, { converter });
  if (!material.accepted) {
    console.log(`${title}（${name}）：${material.words}`);
    return [];
  }
  return [{ title, pdf: (await materialPdf(bytes, name, material, { converter })).pdf }];
}

const subjects = [
  { title: '关于2027年地区本级预算草案的汇报', by: '财政局', minutes: 20, attending: '审计局、发展改革委' },
  {
    title: '关于农村饮水安全巩固提升工程实施方案的汇报',
    by: '水利局',
    minutes: 15,
    attending: '财政局、自然资源局、生态环境局',
  },
  { title: '关于调整城市公共交通票价的请示', by: '交通运输局', minutes: 10, attending: '发展改革委' },
];

function itemOf(index: number, materials: PacketMaterial[]): PacketItem {
  const { title = '', by = '', minutes = 0, attending = '' } = subjects[index] ?? {};
  return {
    number: index + 1,
    title,
    reporter: `${by}　买合木提`,
    minutes,
    attending,
    time: ['10:00—10:20', '10:20—10:35', '10:35—10:45'][index] ?? '',
    materials,
    sheet: {
      facts: [
        { label: '提请单位', value: by },
        { label: '汇报人', value: '买合木提（局长）' },
        { label: '议题类别', value: '重大民生事项' },
        { label: '所需经费', value: '1.26亿元，已列入年度预算' },
        { label: '会前协调', value: '副秘书长张某11月24日召集协调会，意见已基本一致' },
      ],
      purpose:
        '解决部分乡村季节性缺水问题，巩固饮水安全成果，提请会议审议实施方案。\n方案已按规定征求意见、公示并通过合法性审查。',
      proposal:
        '一、原则同意实施方案，由提请单位根据会议意见修改后按程序印发。\n二、请财政局落实资金，请自然资源局保障用地。',
      opinions: [
        { who: '审计局', words: '同意，建议明确资金使用的监督检查办法。已采纳，写入第十一条。' },
        { who: '自然资源局', words: '取水口选址应避让永久基本农田。已采纳，线路已调整。' },
      ],
      countersign:
        index === 2
          ? null
          : {
              heading: '会签情况',
              columns: [
                { label: '会签单位', share: 2 },
                { label: '会签结果', share: 1 },
                { label: '意见', share: 4 },
                { label: '签署人、时间', share: 2 },
              ],
              rows: [
                ['财政局', '同意', '资金按两年安排。', '阿依古丽\n11月20日'],
                ['生态环境局', '逾期视为无不同意见', '11月12日送达，期限7个工作日，催办2次。', '—'],
              ],
            },
      dissent:
        index === 1
          ? [
              {
                who: '住房城乡建设局',
                words: '建议先在两个乡试点，再全面铺开。主办单位认为工期不允许，未采纳，提请会议研究。',
              },
            ]
          : [],
      more: [],
    },
  };
}

const packetOf = (items: PacketItem[]): PacketInput => ({
  letterhead: '喀什地区行政公署',
  title: '常务会议材料',
  meeting: '2026年第12次常务会议',
  facts: [
    { label: '时　间', value: '2026年12月1日（星期二）10:00' },
    { label: '地　点', value: '行署第一会议室' },
    { label: '主持人', value: '专员' },
  ],
  audience: '组成人员',
  version: '第1版',
  notice: '会后收回，不得复印、外传',
  printedDate: '2026年11月29日',
  demoNotice: '演示样章',
  items,
  made: new Date('2026-11-29T02:00:00Z'),
});

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: node --import tsx tools/packet/sample.ts <directory>');
void main(directory);
