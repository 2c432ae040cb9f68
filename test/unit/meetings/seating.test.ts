import { seatPeople } from '../../../domain/meetings/seating';
import type { Room, SeatRow } from '../../../domain/meetings/seating';

const row = (change: Partial<SeatRow>): SeatRow => ({
  seats: 7,
  faces: 'down',
  fills: 1,
  for: 'members',
  table: null,
  ...change,
});
const room = (rows: Partial<SeatRow>[], leftFirst = true): Room => ({
  id: 'room',
  label: '会议室',
  leftFirst,
  rows: rows.map(row),
});
const people = (count: number, kind: 'members' | 'attending' = 'members') =>
  Array.from({ length: count }, (_, index) => ({ class: kind, rank: index + 1 }));
const ranks = (plan: ReturnType<typeof seatPeople<{ class: 'members' | 'attending'; rank: number }>>) =>
  plan.rows.map(({ seats }) => seats.map((one) => one?.rank ?? 0));

describe('座次：按职务次序，居中为先', () => {
  it('单数：1 居中，2 在其左手（图上为右），3 在其右手，依次交替', () => {
    expect(ranks(seatPeople(room([{}]), people(7)))).toEqual([[7, 5, 3, 1, 2, 4, 6]]);
  });

  it('双数：1、2 同居中，2 仍在 1 的左手', () => {
    expect(ranks(seatPeople(room([{ seats: 6 }]), people(6)))).toEqual([[5, 3, 1, 2, 4, 6]]);
  });

  it('对面一排的左手在图上是左边', () => {
    expect(ranks(seatPeople(room([{ faces: 'up' }]), people(5)))).toEqual([[0, 4, 2, 1, 3, 5, 0]]);
  });

  it('单位定为右为上的，反过来', () => {
    expect(ranks(seatPeople(room([{}], false), people(7)))).toEqual([[6, 4, 2, 1, 3, 5, 7]]);
  });

  it('坐满一排再坐下一排，按排定的次序，不按图上的上下', () => {
    const plan = seatPeople(
      room([
        { seats: 3, fills: 2 },
        { seats: 3, fills: 1 },
      ]),
      people(4),
    );
    expect(ranks(plan)).toEqual([
      [0, 4, 0],
      [3, 1, 2],
    ]);
  });

  it('列席的坐在后面，不占组成人员的座位；座位不够的列出来', () => {
    const plan = seatPeople(room([{ seats: 3 }, { seats: 2, fills: 2, for: 'attending', faces: 'up' }]), [
      ...people(2),
      ...people(4, 'attending'),
    ]);
    expect(ranks(plan)).toEqual([
      [0, 1, 2],
      [2, 1],
    ]);
    expect(plan.unseated.map(({ rank }) => rank)).toEqual([3, 4]);
  });

  it('每人只有一个座位，多少人都坐得下或者列得出', () => {
    for (let count = 0; count <= 60; count += 1) {
      const plan = seatPeople(room([{ seats: 9 }, { seats: 14, faces: 'up', fills: 2 }]), people(count));
      const seated = ranks(plan)
        .flat()
        .filter((rank) => rank > 0);
      expect([...seated, ...plan.unseated.map(({ rank }) => rank)].sort((one, other) => one - other)).toEqual(
        people(count).map(({ rank }) => rank),
      );
    }
  });
});
