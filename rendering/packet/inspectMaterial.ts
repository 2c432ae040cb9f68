import type { Converter, Inspection, IntakeLimits } from './types';

export const DEFAULT_LIMITS: IntakeLimits = {
  bytes: 100 * 1024 * 1024,
  pages: 2_000,
  inflatedTotal: 1024 * 1024 * 1024,
  inflatedPart: 256 * 1024 * 1024,
  pixels: 120_000_000,
  parts: 500_000,
  longestSide: 2_500,
  milliseconds: 30_000,
  memoryMegabytes: 512,
};

export interface InspectOptions {
  limits?: Partial<IntakeLimits>;
  /** null or absent: Office files are refused with words that say why (CONVERTER_MISSING). */
  converter?: Converter | null;
}

/** Limits from the installation's settings (XINGSHU_MATERIAL_…); see docs/packets.md. */
export function limitsFrom(_env: NodeJS.ProcessEnv): IntakeLimits {
  return DEFAULT_LIMITS;
}

/**
 * Looks at an uploaded material in a thread of its own, bounded in time and memory, and says what it is or why it is
 * refused. Never throws for what is in the file.
 */
export async function inspectMaterial(
  _bytes: Uint8Array,
  _fileName: string,
  _options: InspectOptions = {},
): Promise<Inspection> {
  throw new Error('not there yet');
}
