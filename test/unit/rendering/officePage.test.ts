import { redHeadPage, type PrintedDocument, type PrintingOffice } from '../../../rendering/officePage';
import { paragraph } from './paper';

const series = {
  id: 'issue',
  mark: '喀署发',
  letterhead: '喀什地区行政公署文件',
  issuer: '喀什地区行政公署',
  imprintBody: '办公室',
};
const office: PrintingOffice = {
  timeZone: 'Asia/Shanghai',
  demoNotice: '演示样章',
  series: [
    series,
    { ...series, id: 'letter', letterhead: '喀什地区行政公署', format: 'letter' },
    { ...series, id: 'order', letterhead: '喀什地区行政公署令', format: 'order' },
    { ...series, id: 'minutes', letterhead: '喀什地区行政公署专员办公会议纪要', format: 'minutes' },
    { ...series, id: 'public', sealed: false },
    {
      id: 'department',
      mark: '{mark}',
      letterhead: '{name}文件',
      issuer: '{name}',
      imprintBody: '{name}',
      perBody: true,
    },
  ],
  bodies: [
    { id: 'finance', name: '喀什地区财政局', mark: '喀财发' },
    { id: 'office', name: '办公室' },
  ],
  vocabulary: {
    directions: [{ id: 'upward', showsSignatory: true }, { id: 'downward' }],
    urgencies: [
      { id: 'none', label: '平件' },
      { id: 'urgent', label: '加急', printed: true },
    ],
  },
};
const facts = {
  kind: 'notice',
  series: 'issue',
  issuingName: 'administration',
  direction: 'downward',
  importance: 'routine',
  normative: false,
  urgency: 'none',
  joint: false,
};
const signedOn = (day: number, personName: string) => ({
  personName,
  post: '专员',
  signedAt: new Date(`2026-09-${String(day).padStart(2, '0')}T20:00:00Z`),
});
const document = (changes: Partial<PrintedDocument> = {}, series = 'issue'): PrintedDocument => ({
  facts: { ...facts, series },
  draftingBodyId: 'finance',
  content: {
    title: '关于做好冬季供暖准备工作的通知',
    addressees: [],
    blocks: [paragraph(40)],
    copyTo: [],
    attachments: [{ id: 'a', title: '项目表', sha256: '' }],
  },
  documentNumber: null,
  signature: signedOn(8, '王明'),
  issuedOn: null,
  ...changes,
});
const joint = [
  { letterhead: '地区中级人民法院', issuer: '地区中级人民法院', signature: signedOn(10, '赵亮') },
];

describe('a document of an office as a page (GB/T 9704-2012)', () => {
  it('takes the format and the kind of signature from its series', () => {
    const of = (id: string) => {
      const { format, signature } = redHeadPage(office, document({}, id));
      return [format, signature.kind];
    };
    expect(['issue', 'letter', 'order', 'minutes', 'public'].map(of)).toEqual([
      ['document', 'sealed'],
      ['letter', 'sealed'],
      ['order', 'personal'],
      ['minutes', 'none'],
      ['document', 'unsealed'],
    ]);
  });

  it("7.3.5 dates a paper with the day of signing in the office's zone, a joint one with the last signer's", () => {
    expect(redHeadPage(office, document()).date).toEqual({ year: 2026, month: 9, day: 9 });
    expect(redHeadPage(office, document({ joint })).date).toEqual({ year: 2026, month: 9, day: 11 });
    expect(redHeadPage(office, document({ joint, signature: null })).date).toBeNull();
  });

  it('7.2.4 stacks the marks of a joint paper with 文件 beside them, or shows the lead organ alone', () => {
    expect(redHeadPage(office, document({ joint })).letterhead).toEqual({
      organs: ['喀什地区行政公署', '地区中级人民法院'],
      word: '文件',
    });
    const leadOnly = joint.map((organ) => ({ ...organ, letterhead: null }));
    expect(redHeadPage(office, document({ joint: leadOnly })).letterhead).toBe('喀什地区行政公署文件');
  });

  it('7.2.6 names every signatory of a joint upward paper, and none on others', () => {
    const upward = { facts: { ...facts, direction: 'upward' } };
    expect(redHeadPage(office, document({ ...upward, joint })).upwardSignatories).toEqual(['王明', '赵亮']);
    expect(redHeadPage(office, document({ ...upward, signature: null })).upwardSignatories).toEqual([]);
    expect(redHeadPage(office, document()).upwardSignatories).toBeNull();
  });

  it('7.3.7 binds in the attachments whose text is known', () => {
    const attachmentTexts = { a: [paragraph(8)] };
    expect(redHeadPage(office, document({ attachmentTexts })).attachments).toEqual([
      { title: '项目表', blocks: [paragraph(8)] },
    ]);
  });

  it('7.2.3 prints an urgency that the office prints', () => {
    expect(redHeadPage(office, document({ facts: { ...facts, urgency: 'urgent' } })).urgency).toBe('加急');
    expect(redHeadPage(office, document()).urgency).toBeNull();
  });
});

test('art-45 联合行文单位在本系统签发的，印签发人和签发日，胜过文稿里写的；成文日期是最后一家的签发日', () => {
  const joint = [{ issuer: '喀什地区水利局', signatory: '拟定的人', signedOn: '2026-09-01' }];
  const content = { ...document().content, joint };
  const page = redHeadPage(office, {
    ...document({ content, signature: signedOn(3, '甲') }, 'department'),
    facts: { ...facts, series: 'department', direction: 'upward' },
    signedHere: [{ issuer: '喀什地区水利局', signature: signedOn(9, '乙') }],
  });
  expect(page.upwardSignatories).toEqual(['甲', '乙']);
  expect(page.date).toEqual({ year: 2026, month: 9, day: 10 });
});
