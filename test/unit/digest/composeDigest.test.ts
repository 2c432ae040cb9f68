import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import type { WorkingCalendar } from '../../../domain/calendar';
import { composeDigest } from '../../../domain/digest/composeDigest';
import type { DigestRequest } from '../../../domain/digest/types';

let calendar: WorkingCalendar;
beforeAll(async () => {
  ({ calendar } = await readOffice(join(__dirname, '../../../offices/kashi')));
});

const at = (local: string): Date => new Date(`${local}+08:00`);
const now = at('2025-11-24T10:30:00');

const request = (change: Partial<DigestRequest>): DigestRequest => ({
  roundId: 'r',
  caseTitle: '关于做好冬季供暖准备工作的通知',
  leadBodyName: '住房城乡建设局',
  bodyId: 'finance',
  bodyName: '财政局',
  purpose: '会签',
  state: 'open',
  isByPhone: false,
  deadlineAt: at('2025-11-26T19:30:00'),
  isProvisional: false,
  digestDays: 3,
  ...change,
});

const compose = (...requests: DigestRequest[]) =>
  composeDigest(
    { name: '财政局局长某某', requests },
    now,
    calendar,
    (id) => `http://here/countersigns/${id}`,
  );

describe('art-45 每周会签提醒单', () => {
  it('列出标题、主办部门、期限、剩余工作日和链接', () => {
    const { subject, text } = compose(request({})) ?? { subject: '', text: '' };
    expect(subject).toBe('会签提醒单：即将到期1件');
    expect(text).toContain('财政局局长某某：');
    expect(text).toContain('1.《关于做好冬季供暖准备工作的通知》');
    expect(text).toContain('财政局会签，主办：住房城乡建设局');
    expect(text).toContain('期限：2025年11月26日19:30，还有2个工作日');
    expect(text).toContain('http://here/countersigns/r');
  });

  it('表里的天数以内才列，多一个工作日就不列；没有可列的不送', () => {
    expect(compose(request({ deadlineAt: at('2025-11-27T19:30:00') }))?.subject).toContain('即将到期1件');
    expect(compose(request({ deadlineAt: at('2025-11-28T19:30:00') }))).toBeNull();
    expect(compose()).toBeNull();
  });

  it('当天到期的写今天到期，零点截止的算在前一天', () => {
    expect(compose(request({ deadlineAt: at('2025-11-24T19:30:00') }))?.text).toContain('今天到期');
    expect(compose(request({ deadlineAt: at('2025-11-25T00:00:00') }))?.text).toContain('今天到期');
  });

  it('期满那一刻就是期满；周末不算过了工作日', () => {
    expect(compose(request({ deadlineAt: now }))?.subject).toBe('会签提醒单：期满未答复1件');
    expect(compose(request({ deadlineAt: at('2025-11-21T19:30:00') }))?.text).toContain('已过1个工作日');
  });

  it('art-45 逾期视为无不同意见的另列，写明不是同意，不写作已同意', () => {
    const digest = compose(request({ state: 'deemed', deadlineAt: at('2025-11-20T19:30:00') }), request({}));
    expect(digest?.subject).toBe('会签提醒单：即将到期1件，上次提醒以来逾期视为无不同意见1件');
    expect(digest?.text).toContain('没有答复，不是同意；此后的答复只存查');
  });

  it('电话答复的提醒补签，暂定的期限写明', () => {
    const { text } = compose(request({ isByPhone: true, isProvisional: true })) ?? { text: '' };
    expect(text).toContain('2025年11月26日19:30（暂定），还有2个工作日，电话答复待补签');
  });

  it('一类超过五十件的列期限最近的五十件，件数照实写', () => {
    const many = Array.from({ length: 700 }, (_, index) => request({ caseTitle: `第${index}件` }));
    const { subject, text } = compose(...many) ?? { subject: '', text: '' };
    expect(subject).toBe('会签提醒单：即将到期700件');
    expect(text).toContain('50.《');
    expect(text).not.toContain('51.《');
    expect(text).toContain('另有650件，请在系统中查看。');
  });

  it('期限近的在前', () => {
    const later = request({ caseTitle: '后', deadlineAt: at('2025-11-27T19:30:00') });
    const { text } = compose(later, request({ caseTitle: '前' })) ?? { text: '' };
    expect(text.indexOf('《前》')).toBeLessThan(text.indexOf('《后》'));
  });
});
