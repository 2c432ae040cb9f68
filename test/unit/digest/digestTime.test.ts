import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import type { WorkingCalendar } from '../../../domain/calendar';
import { dueDigest } from '../../../domain/digest/digestTime';

let calendar: WorkingCalendar;
beforeAll(async () => {
  ({ calendar } = await readOffice(join(__dirname, '../../../offices/kashi')));
});

const monday = { weekday: 1, at: '10:30' };
const at = (local: string): Date => new Date(`${local}+08:00`);

describe('art-45 每周会签提醒单的时间', () => {
  it('到了那一天的那一刻才作，差一秒也不作', () => {
    expect(dueDigest(at('2025-11-24T10:29:59'), monday, calendar)).toBeNull();
    expect(dueDigest(at('2025-11-24T10:30:00'), monday, calendar)).toEqual({
      weekOf: '2025-11-24',
      dueAt: at('2025-11-24T10:30:00'),
    });
  });

  it('停机几天的当周补作，还是那一周的一份', () => {
    expect(dueDigest(at('2025-11-30T23:59:59'), monday, calendar)?.weekOf).toBe('2025-11-24');
    expect(dueDigest(at('2025-12-01T00:00:00'), monday, calendar)).toBeNull();
  });

  it('那一天放假的，顺延到当周第一个工作日：清明节在周一', () => {
    // 2026: 4月6日（周一）放假.
    expect(dueDigest(at('2026-04-06T12:00:00'), monday, calendar)).toBeNull();
    expect(dueDigest(at('2026-04-07T10:30:00'), monday, calendar)?.weekOf).toBe('2026-04-06');
  });

  it('一周里剩下的都是放假的，没有这一周的', () => {
    // 国庆节、中秋节 2025-10-01…10-08：周三以后到周日没有工作日.
    const wednesday = { weekday: 3, at: '10:30' };
    expect(dueDigest(at('2025-10-05T23:00:00'), wednesday, calendar)).toBeNull();
  });

  it('调休上班的周日也是工作日', () => {
    // 2025-09-28（周日）上班.
    const sunday = { weekday: 7, at: '10:30' };
    expect(dueDigest(at('2025-09-28T10:30:00'), sunday, calendar)?.weekOf).toBe('2025-09-22');
  });
});
