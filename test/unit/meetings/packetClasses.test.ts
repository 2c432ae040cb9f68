import {
  formerPacket,
  numberCopies,
  packetClasses,
  type Recipient,
} from '../../../domain/meetings/packetClasses';

const member = (name: string): Recipient => ({ personId: name, name, itemIds: null });
const attendee = (name: string, ...itemIds: string[]): Recipient => ({ personId: name, name, itemIds });
const agenda = ['a', 'b', 'c'];

test('art-38 组成人员一种，列席人员按所列席的议题分：同样议题的读同一种', () => {
  const recipients = [
    member('专员'),
    attendee('财政', 'b'),
    attendee('水利', 'c', 'a'),
    attendee('农业', 'a', 'c'),
  ];
  const classes = packetClasses(agenda, recipients);
  expect(
    classes.map(({ itemIds, isWhole, recipients: whom }) => [itemIds, isWhole, whom.map(({ name }) => name)]),
  ).toEqual([
    [['a', 'b', 'c'], true, ['专员']],
    [['b'], false, ['财政']],
    [['a', 'c'], false, ['水利', '农业']],
  ]);
});

test('列席全部议题的，与组成人员读同一种；议题都已撤下的，不发', () => {
  const classes = packetClasses(agenda, [attendee('财政', 'c', 'b', 'a'), attendee('旧', 'removed')]);
  expect(classes).toHaveLength(1);
  expect(classes[0]?.recipients.map(({ name }) => name)).toEqual(['财政']);
});

test('没有收件人也印全份，供办公室使用；没有议题的，什么也不印', () => {
  expect(packetClasses(agenda, [])).toEqual([{ itemIds: agenda, isWhole: true, recipients: [] }]);
  expect(packetClasses([], [member('专员')])).toEqual([]);
});

test('份号按名单顺序连续编，不领材料的不占号', () => {
  const recipients = [member('专员'), attendee('旧', 'removed'), attendee('财政', 'b'), member('秘书长')];
  const copies = numberCopies(packetClasses(agenda, recipients), recipients);
  expect(copies.map(({ number, name, packetItemIds }) => [number, name, packetItemIds.join('')])).toEqual([
    [1, '专员', 'abc'],
    [2, '财政', 'b'],
    [3, '秘书长', 'abc'],
  ]);
});

test('新版与上一版中议题相同的比；没有的，与相同最多、多余最少的比', () => {
  const former = [{ itemIds: ['a', 'b', 'c'] }, { itemIds: ['b'] }, { itemIds: ['a', 'c'] }];
  expect(formerPacket(['b'], former)).toEqual({ itemIds: ['b'] });
  expect(formerPacket(['a', 'd'], former)).toEqual({ itemIds: ['a', 'c'] });
  expect(formerPacket(['d'], former)).toBeUndefined();
});
