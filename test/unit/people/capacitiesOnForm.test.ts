import { capacitiesOnForm } from '../../../domain/people/capacitiesOnForm';
import type { Capacity } from '../../../domain/people/types';

const ZONE = 'Asia/Shanghai';
const commissioner: Capacity = {
  personId: 'p-1',
  login: 'one',
  personName: '艾力亚尔·玉苏普',
  postId: 'commissioner',
  postLabel: '专员',
};
const deputy: Capacity = {
  personId: 'p-2',
  login: 'two',
  personName: '郑怀朔',
  postId: 'deputy',
  postLabel: '常务副专员',
};
const byDelegation: Capacity = {
  ...deputy,
  onBehalfOf: {
    ...commissioner,
    delegationId: 'd-1',
    basis: '喀署办〔2026〕3号',
    validUntil: new Date('2026-11-30T20:00:00+08:00'),
  },
};

test('art-5 art-47 表单写明每人以何职务办理；受委托的写明受谁委托、所据文件和期限', () => {
  const { capacityLines, holderNames } = capacitiesOnForm([commissioner, byDelegation], ZONE);
  expect(capacityLines.split('\n')).toEqual([
    '- 艾力亚尔·玉苏普以专员职务办理',
    '- 郑怀朔以常务副专员职务办理，受专员艾力亚尔·玉苏普委托（喀署办〔2026〕3号，至11月30日20:00）',
  ]);
  expect(holderNames).toBe('专员艾力亚尔·玉苏普、常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）');
});

test('每人只有一个职务的，表单不问以何职务办理', () => {
  expect(capacitiesOnForm([commissioner, byDelegation], ZONE).capacityOptions).toEqual([]);
  expect(capacitiesOnForm([], ZONE)).toEqual({ holderNames: '', capacityLines: '', capacityOptions: [] });
});

test('art-47 有人以几个职务可以办理的，表单列出全部职务，各人选自己的', () => {
  const second = { ...deputy, postId: 'second', postLabel: '副专员' };
  const { capacityOptions } = capacitiesOnForm([commissioner, deputy, second], ZONE);
  expect(capacityOptions).toEqual([
    { value: 'commissioner/p-1', label: '专员艾力亚尔·玉苏普' },
    { value: 'deputy/p-2', label: '常务副专员郑怀朔' },
    { value: 'second/p-2', label: '副专员郑怀朔' },
  ]);
});
