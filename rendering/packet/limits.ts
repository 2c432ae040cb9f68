import type { IntakeLimits } from './types';

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

/** Settings of the installation, in the units that people think in. */
const SETTINGS: [string, keyof IntakeLimits, number][] = [
  ['XINGSHU_MATERIAL_MEGABYTES', 'bytes', 1024 * 1024],
  ['XINGSHU_MATERIAL_PAGES', 'pages', 1],
  ['XINGSHU_MATERIAL_INFLATED_MEGABYTES', 'inflatedTotal', 1024 * 1024],
  ['XINGSHU_MATERIAL_MEGAPIXELS', 'pixels', 1_000_000],
  ['XINGSHU_MATERIAL_LONGEST_SIDE', 'longestSide', 1],
  ['XINGSHU_MATERIAL_SECONDS', 'milliseconds', 1000],
  ['XINGSHU_MATERIAL_MEMORY_MEGABYTES', 'memoryMegabytes', 1],
];

/** Limits from the installation's settings (docs/packets.md). Throws for a value that is no number above zero. */
export function limitsFrom(env: NodeJS.ProcessEnv): IntakeLimits {
  const limits = { ...DEFAULT_LIMITS };
  for (const [name, key, unit] of SETTINGS) {
    const value = env[name];
    if (value === undefined || value === '') continue;
    const number = Number(value);
    if (!(number > 0 && Number.isFinite(number))) throw new Error(`${name} 应为大于零的数：${value}`);
    limits[key] = number * unit;
  }
  return limits;
}
