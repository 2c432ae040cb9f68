/**
 * A row of a room, as the plan shows it from the top down. `faces`: where its people look on the plan; `fills`: in which order
 * the rows are filled; `for`: whom it is meant for; `table`: what stands between it and the next one, a
 * table or the edge of a rostrum; null for nothing.
 */
export interface SeatRow {
  seats: number;
  faces: 'down' | 'up';
  fills: number;
  for: 'members' | 'attending';
  table: string | null;
}

/** 会场: a row at a table and one opposite, a rostrum and rows before it, or what else an office has. */
export interface Room {
  id: string;
  label: string;
  /** 左为上: the second of a row sits at the left hand of the first; else at the right. */
  leftFirst: boolean;
  rows: SeatRow[];
}

/** Who is to be seated. */
export interface Sitter {
  class: 'members' | 'attending';
}

export interface SeatingPlan<Person extends Sitter> {
  /** As in the room; each seat from the left of the plan to its right, null where it stays empty. */
  rows: { faces: SeatRow['faces']; table: string | null; seats: (Person | null)[] }[];
  /** For whom the room has no seat. */
  unseated: Person[];
}

/**
 * Seats people by precedence: members in the members' rows, those who sit in behind them; each row from its centre out, the
 * next at the first's left hand where left goes first, and so on by turns. In a row that isn't full the ends stay empty.
 *
 * @param people in order of precedence
 */
export function seatPeople<Person extends Sitter>(
  room: Room,
  people: readonly Person[],
): SeatingPlan<Person> {
  const waiting = {
    members: people.filter((one) => one.class === 'members'),
    attending: people.filter((one) => one.class === 'attending'),
  };
  const seated = new Map<SeatRow, (Person | null)[]>();
  for (const row of [...room.rows].sort((one, other) => one.fills - other.fills)) {
    seated.set(row, seatRow(row, waiting[row.for].splice(0, row.seats), room.leftFirst));
  }
  return {
    rows: room.rows.map((row) => ({ faces: row.faces, table: row.table, seats: seated.get(row) ?? [] })),
    unseated: [...waiting.members, ...waiting.attending],
  };
}

function seatRow<Person>(row: SeatRow, sitters: Person[], leftFirst: boolean): (Person | null)[] {
  const seats = Array<Person | null>(row.seats).fill(null);
  // On the plan the left hand of whoever looks down lies to the right.
  const secondGoes = (row.faces === 'down') === leftFirst ? 1 : -1;
  const places = centreOut(row.seats, secondGoes);
  sitters.forEach((person, order) => {
    seats[places[order] ?? 0] = person;
  });
  return seats;
}

/**
 * So many seats side by side in order of precedence, counted from the left of the plan (0): the first in the middle, the second
 * beside him, the third on the other side. Of an even number of seats the first two share the middle.
 */
function centreOut(count: number, secondGoes: 1 | -1): number[] {
  const middle = secondGoes === 1 ? Math.floor((count - 1) / 2) : Math.ceil((count - 1) / 2);
  return Array.from({ length: count }, (_, order) => {
    const steps = Math.ceil(order / 2);
    return middle + (order % 2 === 1 ? secondGoes : -secondGoes) * steps;
  });
}
