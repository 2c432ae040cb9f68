import type { AcceptedMaterial, Converter, IntakeLimits } from './types';

/**
 * An accepted material as PDF: a PDF as it is, pictures one page each, text typeset, Office files by the converter and then
 * inspected like any PDF. Throws PacketError, with the code and words of a refusal.
 */
export async function materialPdf(
  _bytes: Uint8Array,
  _fileName: string,
  _material: AcceptedMaterial,
  _options: { converter?: Converter | null; limits?: Partial<IntakeLimits> } = {},
): Promise<{ pdf: Uint8Array; pages: number }> {
  throw new Error('not there yet');
}
