import { alternativesOf } from '../../../domain/routing/alternatives';
import { isSwitchable, readingInputs, readingSettings } from '../../../domain/routing';
import type { Reading } from '../../../domain/routing';

const readings: Reading[] = [
  { id: 'reading-1', key: 'downwardSignatory', options: [{ id: 'a' }, { id: 'b' }], chosen: 'a' },
  {
    id: 'reading-2',
    options: [
      { id: 'excluded', settings: { presidingCovers: [] } },
      { id: 'included', settings: { presidingCovers: ['签发'] } },
    ],
    chosen: 'excluded',
  },
  {
    id: 'reading-3',
    options: [
      { id: 'any', settings: { alternatives: 'any' } },
      { id: 'first', settings: { alternatives: 'first' } },
    ],
    chosen: 'any',
  },
  { id: 'reading-4', options: [{ id: 'told-by-tables' }], chosen: 'told-by-tables' },
];

describe('art-47 适用口径怎样起作用', () => {
  it('决策表按 key 查问，得到所选的选项；没有登记过的取机关数据里的', () => {
    expect(readingInputs(readings, {})).toEqual({ downwardSignatory: 'a' });
    expect(readingInputs(readings, { 'reading-1': 'b', 'reading-4': 'x' })).toEqual({
      downwardSignatory: 'b',
    });
  });

  it('登记的选项已不在机关数据里的，取机关数据里的', () => {
    expect(readingInputs(readings, { 'reading-1': 'gone' })).toEqual({ downwardSignatory: 'a' });
  });

  it('art-5 委托主持工作是否包括签发，随所选的口径', () => {
    expect(readingSettings(readings, {}).presidingCovers).toEqual([]);
    expect(readingSettings(readings, { 'reading-2': 'included' }).presidingCovers).toEqual(['签发']);
  });

  it('art-40 主办单位已审核的还要不要再审核，随所选的口径；没有口径的再审核一次', () => {
    const reading: Reading = {
      id: 'reading-5',
      options: [
        { id: 'once', settings: { unitReview: 'stands' } },
        { id: 'twice', settings: { unitReview: 'again' } },
      ],
      chosen: 'once',
    };
    expect(readingSettings([reading], {}).unitReview).toBe('stands');
    expect(readingSettings([reading], { 'reading-5': 'twice' }).unitReview).toBe('again');
    expect(readingSettings(readings, {}).unitReview).toBe('again');
  });

  it('写在表里的不能只改登记', () => {
    expect(readings.map(isSwitchable)).toEqual([true, true, true, false]);
  });

  it('art-47 “或”取先列的一位：前一位无人在任的轮到后一位，都无人的说明都无人', () => {
    const [one, none] = [
      { capacities: [{} as never], words: '专员现为甲' },
      { capacities: [], words: '专员现无人在任' },
    ];
    expect(alternativesOf([one, one], 'any')).toHaveLength(2);
    expect(alternativesOf([one, one], 'first')).toEqual([one]);
    expect(alternativesOf([none, one], 'first')).toEqual([one]);
    expect(alternativesOf([none, none], 'first')).toHaveLength(2);
  });
});
