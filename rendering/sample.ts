import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBody } from '../domain/document/text';
import { renderRedHead, type RedHeadPage } from './redHead';

/**
 * Writes four sample papers as PDF, for people to look at after a change of the template:
 * `node --import tsx rendering/sample.ts <directory>`. Subjects and names are invented.
 */

const office = '喀什地区行政公署';

const notice: RedHeadPage = {
  letterhead: `${office}办公室文件`,
  documentNumber: '喀署办发〔2026〕7号',
  title: '关于做好冬季供暖准备工作的通知',
  addressees: ['各县（市）人民政府', '行署各部门、各直属机构'],
  blocks: parseBody(
    [
      '请各县（市）于10月10日前完成供暖管网检修和锅炉试压，10月15日前备足不少于30天的燃料，并公布24小时服务电话。',
      '特此通知。',
    ].join('\n'),
  ),
  attachments: [],
  issuer: `${office}办公室`,
  date: { year: 2026, month: 9, day: 8 },
  urgency: null,
  upwardSignatory: null,
  imprint: { copyTo: [], issuedBy: `${office}办公室`, issuedOn: { year: 2026, month: 9, day: 9 } },
  demoNotice: '演示样章',
};

const roads: RedHeadPage = {
  ...notice,
  letterhead: `${office}文件`,
  documentNumber: '喀署发〔2026〕12号',
  title: '关于印发《地区农村公路养护和建设三年行动方案（2026—2028年）》并做好组织实施工作的通知',
  addressees: [
    '各县（市）人民政府',
    '地区发展和改革委员会、财政局、交通运输局、自然资源局、水利局',
    '各有关单位',
  ],
  urgency: '加急',
  blocks: parseBody(roadsBody()),
  attachments: [
    { title: '地区农村公路养护和建设三年行动方案（2026—2028年）' },
    { title: '2026年度农村公路养护工程项目、责任单位、完成时限和资金安排一览表' },
    { title: '月度进展情况统计表' },
  ],
  issuer: office,
  date: { year: 2026, month: 3, day: 16 },
  imprint: {
    copyTo: [
      '地委办公室',
      '地区人大工委办公室',
      '地区政协工委办公室',
      '地区中级人民法院',
      '地区人民检察分院',
      '军分区',
    ],
    issuedBy: `${office}办公室`,
    issuedOn: { year: 2026, month: 3, day: 17 },
  },
};

const request: RedHeadPage = {
  ...roads,
  documentNumber: '喀署〔2026〕5号',
  title: '关于解决塔克拉玛干沙漠边缘锁边林带补植补造工程所需资金的请示',
  addressees: ['自治区人民政府'],
  urgency: null,
  upwardSignatory: '艾山江·买买提',
  blocks: parseBody(
    [
      '为巩固防沙治沙成果，地区拟对沙漠边缘锁边林带开展补植补造。现将有关情况请示如下。',
      '一、基本情况',
      '现有锁边林带286公里，其中41公里因连年风蚀缺株，须在2027年春季前补植，面积约1.2万亩。',
      '二、请示事项',
      '恳请自治区安排补助资金1860万元，不足部分由地区和有关县自筹。',
      '妥否，请批示。',
    ].join('\n'),
  ),
  attachments: [{ title: '锁边林带补植补造工程实施方案' }],
  date: { year: 2026, month: 11, day: 2 },
  imprint: { copyTo: [], issuedBy: `${office}办公室`, issuedOn: { year: 2026, month: 11, day: 2 } },
};

const readingCopy: RedHeadPage = {
  ...roads,
  documentNumber: null,
  date: null,
  urgency: null,
  imprint: { ...roads.imprint, issuedOn: null },
};

async function main(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  for (const [name, page] of Object.entries({ notice, roads, request, readingCopy })) {
    const { pdf, pages } = await renderRedHead(page);
    writeFileSync(join(directory, `${name}.pdf`), pdf);
    process.stdout.write(`${name}.pdf: ${pages} 页，${Math.ceil(pdf.length / 1024)} KB\n`);
  }
}

function roadsBody(): string {
  return `
各县（市）、各有关单位：农村公路是农民群众出行和农产品外运的主要通道。为进一步提高养护质量，保障道路安全畅通，现将《地区农村公路养护和建设三年行动方案（2026—2028年）》印发给你们，并就做好组织实施工作通知如下，请认真贯彻执行。
一、总体要求
坚持建管养运并重，以县为主、分级负责，把“畅、安、舒、美”贯穿规划、建设、管护全过程。到2028年底，农村公路列养率达到100%，优良中等路率不低于85%，具备条件的行政村全部通双车道公路。
二、主要任务
（一）全面排查病害。各县（市）要在4月30日前对辖区内县道、乡道、村道逐条排查，重点核查桥梁、涵洞、临水临崖路段和学校周边道路，建立问题清单、责任清单、整改清单，逐项销号。
1．桥梁和涵洞。对四类、五类桥梁立即限行或者封闭，年内完成加固或者改建；对淤塞涵洞在汛期前完成清理，确保排水通畅。
（1）四类桥梁：由县（市）交通运输部门委托有资质的单位检测，形成报告后7日内报地区交通运输局备案。
（2）五类桥梁：立即封闭交通，专人值守，直至改建完成。
2．临水临崖路段。按照“一段一策”原则补设护栏、警示标志和减速设施，2026年底前完成820公里安全防护工程。
（二）落实日常养护
推行“路长制”，县、乡、村三级路长分别由同级负责同志担任。每10公里设置养护员不少于1名，报酬按月足额发放。
三、保障措施
（一）加强组织领导。各县（市）人民政府对本行政区域内农村公路工作负总责，要成立工作专班，明确1名负责同志具体抓，每季度至少专题研究1次。
（二）落实资金保障。统筹使用中央车购税补助、自治区补助、地方政府一般债券和县级财政资金，不得截留、挤占、挪用。
请各县（市）自2026年4月起，于每月25日前将月度进展情况统计表报地区交通运输局，联系人：古丽·阿不都，联系电话：0998—1234567。
`;
}

const directory = process.argv[2];
if (directory === undefined) throw new Error('usage: node --import tsx rendering/sample.ts <directory>');
void main(directory);
