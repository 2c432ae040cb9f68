import { findBodySeries } from '../../../domain/document/bodySeries';

const one = { id: 'issue', mark: '喀署发', letterhead: '行署文件', issuer: '行署', imprintBody: '办公室' };
const office = {
  series: [
    one,
    {
      id: 'own',
      mark: '{mark}',
      letterhead: '{name}文件',
      issuer: '{name}',
      imprintBody: '{name}',
      perBody: true,
    },
  ],
  bodies: [
    { id: 'finance', name: '财政局', mark: '喀财发' },
    { id: 'office', name: '办公室' },
  ],
};

test('本级的字号人人一样；部门的字号各部门各有代字、版头和编号', () => {
  expect(findBodySeries(office, 'issue', 'finance')).toEqual(one);
  expect(findBodySeries(office, 'own', 'finance')).toMatchObject({
    id: 'own/finance',
    mark: '喀财发',
    letterhead: '财政局文件',
    imprintBody: '财政局',
  });
});

test('没有登记发文代字的单位、没有登记的字号，都没有', () => {
  expect(findBodySeries(office, 'own', 'office')).toBeNull();
  expect(findBodySeries(office, 'none', 'finance')).toBeNull();
});
