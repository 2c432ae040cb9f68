import { parse } from 'lossless-json';

/** One event of the engine's log as our exporter sends it; keys are strings (they exceed 2^53). */
export interface FeedRecord {
  position: string | number;
  /** Of what the event is about: for PROCESS_INSTANCE the element instance, for INCIDENT the incident. */
  key: string;
  valueType: string;
  intent: string;
  /** Engine time, epoch milliseconds. */
  timestamp: number;
  value: Record<string, unknown>;
}

export interface FeedBatch {
  partitionId: number;
  records: FeedRecord[];
}

const SAFE_DIGITS = 15;

/**
 * Parses a batch; whole numbers too long for a JavaScript number become strings, characters that PostgreSQL can't
 * keep (NUL, halves of surrogate pairs) become U+FFFD: whoever completes a task may write any variable.
 */
export function parseFeedBatch(text: string): FeedBatch {
  const batch = parse(text, null, (digits) => (digits.length > SAFE_DIGITS ? digits : Number(digits)));
  return storable(batch) as FeedBatch;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [storableText(key), storable(field)]),
  );
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** A key from a record: a number below 2^53 or already a string. */
export function asKey(value: unknown): string {
  return String(value);
}

/** A key that may be absent: the engine writes -1. */
export function asOptionalKey(value: unknown): string | null {
  const key = String(value ?? -1);
  return key === '-1' ? null : key;
}
