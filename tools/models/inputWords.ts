import type { Defect, InputValue, Pin } from '../../domain/proof';
import type { DecisionSurroundings } from './tableInputs';
import { wordsFor } from './tableInputs';

/** How people call a value of a table's input: 通知, 是, 签发. */
export function wordOf(
  expression: string,
  value: InputValue,
  tableId: string,
  { vocabulary, stepNames }: DecisionSurroundings,
): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const words = wordsFor(expression, tableId, vocabulary) ?? [];
  const step = expression === 'elementId' ? stepNames?.get(String(value)) : undefined;
  return step ?? words.find(({ id }) => id === value)?.label ?? String(value);
}

/** 文种为通知、行文方向为下发; inputs that are left out may be anything. */
export function pinsInWords(pins: Pin[], tableId: string, surroundings: DecisionSurroundings): string {
  const parts = pins.map(
    ({ expression, label, value }) => `${label}为${wordOf(expression, value, tableId, surroundings)}`,
  );
  return parts.join('、') || '任何情形';
}

/** Combinations with no row, or with two, as a sentence. */
export function defectInWords(
  { pins, rows }: Pick<Defect, 'pins' | 'rows'>,
  tableId: string,
  surroundings: DecisionSurroundings,
): string {
  const where = pinsInWords(pins, tableId, surroundings);
  return rows.length === 0 ? `${where}时没有一行适用` : `${where}时第 ${rows.join('、')} 行同时适用`;
}
