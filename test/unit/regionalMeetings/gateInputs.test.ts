import { freePlace, gateInputs, titleUse } from '../../../domain/regionalMeetings/gateInputs';

const names = ['喀什地区行政公署', '行署', '喀什地区行政公署办公室', '行署办公室'];

test.each([
  ['全地区春季造林会议', 'own'],
  ['喀什地区林业工作会议', 'own'],
  ['行署林业工作会议', 'government'],
  ['《行署办公室》防汛会议', 'government'],
  ['喀什地区行政公署 防汛会议', 'government'],
  ['贯彻行署全体会议精神工作会', 'mentions'],
])('art-41 会议名称“%s”：%s', (title, use) => {
  expect(titleUse(title, names)).toBe(use);
});

test('art-41 让出的次数由后来的补上', () => {
  expect([freePlace([]), freePlace([1]), freePlace([2]), freePlace([1, 2, 4])]).toEqual([1, 2, 1, 3]);
});

test('art-41 art-59 只有空格的理由和预算项目不算写明', () => {
  const inputs = gateInputs(
    {
      title: '全地区会议',
      nameUsed: 'body',
      format: 'in-person',
      formatReason: ' \n',
      venue: 'seat',
      invitesHeads: true,
      headsReason: '　',
      leaders: '',
      exceptionReason: ' ',
      budgetItem: ' ',
    },
    { earlier: 1, headsAllowed: true, names },
  );
  expect(inputs).toMatchObject({
    exception: false,
    formatReason: false,
    headsReason: false,
    leaders: false,
    budget: false,
  });
});
