/**
 * A row of a room, as the plan shows it from the top down. `faces`: where its people look on the plan; `fills`: in which order
 * the rows are filled; `for`: whom it is meant for.
 */
export interface SeatRow {
  seats: number;
  faces: 'down' | 'up';
  fills: number;
  for: 'members' | 'attending';
}

/** 会场: a row facing a table and one opposite, a rostrum and rows before it, or what else an office has. */
export interface Room {
  id: string;
  label: string;
  rows: SeatRow[];
}

export interface SeatingRules {
  /** 左为上: the second of a row sits at the left hand of the first; else at the right. */
  leftFirst: boolean;
}

/** Who is to be seated, in order of precedence. */
export interface Sitter {
  id: string;
  class: 'members' | 'attending';
}

export interface SeatingPlan<Person extends Sitter> {
  /** As in the room; each seat from the left of the plan to its right, null where it stays empty. */
  rows: { faces: SeatRow['faces']; seats: (Person | null)[] }[];
  /** For whom the room has no seat. */
  unseated: Person[];
}

/**
 * Seats people by precedence: members in the members' rows, those who sit in behind them; each row from its centre out,
 * the next at the first's left hand where left goes first, and so on by turns. Of a row that isn't full the middle is used.
 */
export function seatPeople<Person extends Sitter>(
  room: Room,
  people: readonly Person[],
  rules: SeatingRules,
): SeatingPlan<Person> {
  const waiting = {
    members: people.filter((one) => one.class === 'members'),
    attending: people.filter((one) => one.class === 'attending'),
  };
  const rows = room.rows.map(({ faces, seats }) => ({
    faces,
    seats: Array<Person | null>(seats).fill(null),
  }));
  const inOrder = room.rows
    .map((row, index) => ({ row, index }))
    .sort((one, other) => one.row.fills - other.row.fills);
  for (const { row, index } of inOrder) {
    const sitters = waiting[row.for].splice(0, row.seats);
    const target = rows[index];
    if (target) target.seats = seatRow(row, sitters, rules);
  }
  return { rows, unseated: [...waiting.members, ...waiting.attending] };
}

function seatRow<Person>(row: SeatRow, sitters: Person[], { leftFirst }: SeatingRules): (Person | null)[] {
  const seats = Array<Person | null>(row.seats).fill(null);
  // On the plan the left hand of whoever looks down lies to the right.
  const secondGoes = (row.faces === 'down') === leftFirst ? 1 : -1;
  const places = centreOut(sitters.length, secondGoes);
  const shift = Math.floor((row.seats - sitters.length) / 2);
  sitters.forEach((person, order) => {
    seats[shift + (places[order] ?? 0)] = person;
  });
  return seats;
}

/**
 * Places of so many people side by side, from the left of the plan (0), in order of precedence: the first in the middle, the
 * second beside him, the third on the other side. Of an even number the first two share the middle.
 */
function centreOut(count: number, secondGoes: 1 | -1): number[] {
  const middle = secondGoes === 1 ? Math.floor((count - 1) / 2) : Math.ceil((count - 1) / 2);
  return Array.from({ length: count }, (_, order) => {
    const steps = Math.ceil(order / 2);
    return middle + (order % 2 === 1 ? secondGoes : -secondGoes) * steps;
  });
}
