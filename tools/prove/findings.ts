/** What a proof found wrong. */
export interface Finding {
  kind:
    | 'unreadable'
    | 'gap'
    | 'overlap'
    | 'dead-row'
    | 'result'
    | 'blocked-row'
    | 'unfilled'
    | 'stray'
    | 'mismatch';
  /** Decision id; null where it concerns the office as a whole. */
  table: string | null;
  rows: number[];
  /** One Chinese sentence with the smallest example. */
  message: string;
  /** The same example: input or "draftingBody" → value; what is left out may be anything. */
  example: Record<string, string | number | boolean>;
  /** How many combinations of the table's inputs (of a case's for `blocked-row` and `unfilled`) it concerns. */
  combinations?: bigint;
}
