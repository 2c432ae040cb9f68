import type { CalendarNotice, NoticeDay } from '../domain/calendar';

/** A notice of the State Council's office; its days are those of chinese-days but where they are given here. */
export interface NationalNotice extends Pick<
  CalendarNotice,
  'id' | 'year' | 'title' | 'number' | 'issuedOn'
> {
  /** What of its particulars is still to be looked up. */
  remark?: string;
  amends?: string[];
  /** Of a later notice in the year: the days it names. */
  days?: NoticeDay[];
  /** Of those days, what the year's first notice had said of them. */
  before?: NoticeDay[];
}

const yearly = (
  year: number,
  number: string | null,
  issuedOn: string | null,
  remark?: string,
): NationalNotice => ({
  id: `national-${year}`,
  year,
  title: `国务院办公厅关于${year}年部分节假日安排的通知`,
  number,
  issuedOn,
  ...(remark === undefined ? {} : { remark }),
});

const off = (reason: string, ...dates: string[]): NoticeDay[] =>
  dates.map((date) => ({ date, kind: 'day-off', reason }));
const work = (reason: string, ...dates: string[]): NoticeDay[] =>
  dates.map((date) => ({ date, kind: 'workday', reason }));

/**
 * In the order in which they were issued; numbers and dates as read in the published texts on 2026-11-25. What could
 * not be read stays null: nothing here may be guessed.
 */
export const nationalNotices: NationalNotice[] = [
  yearly(2019, '国办发明电〔2018〕15号', null, '成文日期待核'),
  {
    id: 'national-2019-2',
    year: 2019,
    title: '国务院办公厅关于调整2019年劳动节假期安排的通知',
    number: '国办发明电〔2019〕3号',
    issuedOn: '2019-03-22',
    amends: ['national-2019'],
    days: [
      ...off('劳动节', '2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04'),
      ...work('劳动节调休上班', '2019-04-28', '2019-05-05'),
    ],
    before: off('劳动节', '2019-05-01'),
  },
  yearly(2020, '国办发明电〔2019〕16号', '2019-11-21'),
  {
    id: 'national-2020-2',
    year: 2020,
    title: '国务院办公厅关于延长2020年春节假期的通知',
    number: '国办发明电〔2020〕1号',
    issuedOn: '2020-01-26',
    amends: ['national-2020'],
    days: off('春节', '2020-01-31', '2020-02-01', '2020-02-02'),
    before: work('春节调休上班', '2020-02-01'),
  },
  yearly(2021, '国办发明电〔2020〕27号', '2020-11-25'),
  yearly(2022, '国办发明电〔2021〕11号', '2021-10-25'),
  yearly(2023, '国办发明电〔2022〕16号', '2022-12-08'),
  yearly(2024, '国办发明电〔2023〕7号', '2023-10-25'),
  yearly(2025, '国办发明电〔2024〕12号', '2024-11-12'),
  yearly(2026, '国办发明电〔2025〕7号', '2025-11-04'),
];
