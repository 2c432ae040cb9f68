import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { readFontFile, type FontFile } from './fontFile';
import { RenderingError } from './renderingError';

/** The faces GB/T 9704-2012 asks for, by their use on the page. */
export type FontRole = 'body' | 'kai' | 'hei' | 'title';

interface RoleFont {
  /** Names under which the licensed or free originals are installed, best first. */
  wanted: readonly string[];
  /** Stands in where the office brings no font: whole, freely licensed, in the packages. */
  standIn: { family: string; weight: number; file: string };
}

export interface Fonts {
  paths: string[];
  roles: Record<FontRole, { families: string[]; weight: number; has(codePoint: number): boolean }>;
}

const roleFonts: Record<FontRole, RoleFont> = {
  body: {
    wanted: ['仿宋_GB2312', 'FangSong_GB2312', '方正仿宋_GBK', '仿宋', 'FangSong', 'FandolFang'],
    standIn: {
      family: 'Noto Serif SC',
      weight: 400,
      file: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    },
  },
  // No free 楷体 is in the packages: a heavier 宋体 at least sets the second level apart.
  kai: {
    wanted: ['楷体_GB2312', 'KaiTi_GB2312', '方正楷体_GBK', '楷体', 'KaiTi', 'FandolKai'],
    standIn: {
      family: 'Noto Serif SC',
      weight: 600,
      file: 'noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf',
    },
  },
  hei: {
    wanted: ['黑体', 'SimHei', '方正黑体_GBK', 'FandolHei'],
    standIn: { family: 'Noto Sans SC', weight: 500, file: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf' },
  },
  title: {
    wanted: ['方正小标宋_GBK', '方正小标宋简体', 'FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '小标宋'],
    standIn: { family: 'Noto Serif SC', weight: 700, file: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf' },
  },
};

const fontExtensions = new Set(['.ttf', '.otf', '.ttc']);

/**
 * Finds the faces for a page. A font in `fontsDirectory` (.ttf, .otf, .ttc) with one of the wanted family names
 * takes its role; the packages' font stays behind it for characters that it lacks.
 * Throws RenderingError FONT_MISSING or FONT_UNREADABLE.
 */
export function findFonts(fontsDirectory?: string): Fonts {
  const own = fontsDirectory === undefined ? [] : readOfficeFonts(fontsDirectory);
  const used = new Set<string>();
  const resolve = (role: FontRole): Fonts['roles'][FontRole] => {
    const { wanted, standIn } = roleFonts[role];
    const chosen = wanted
      .flatMap((name) => own.find(({ families }) => families.includes(name)) ?? [])
      .slice(0, 1);
    const fallback = readFontFile(packagedFont(standIn.file));
    const files = [...chosen, fallback];
    files.forEach(({ path }) => used.add(path));
    return {
      families: [...chosen.flatMap(({ families }) => families), standIn.family],
      weight: standIn.weight,
      has: (codePoint) => files.some((file) => file.has(codePoint)),
    };
  };
  const roles = { body: resolve('body'), kai: resolve('kai'), hei: resolve('hei'), title: resolve('title') };
  return { paths: [...used], roles };
}

function readOfficeFonts(directory: string): FontFile[] {
  if (!existsSync(directory)) throw new RenderingError('FONT_MISSING', `单位字体目录不存在：${directory}`);
  const names = readdirSync(directory).filter((name) => fontExtensions.has(extname(name).toLowerCase()));
  if (names.length === 0) {
    throw new RenderingError('FONT_MISSING', `单位字体目录中没有字体文件（.ttf、.otf、.ttc）：${directory}`);
  }
  return names.sort().map((name) => readFontFile(join(directory, name)));
}

function packagedFont(file: string): string {
  const [packageName, ...rest] = file.split('/');
  const require = createRequire(__filename);
  try {
    const root = dirname(require.resolve(`@expo-google-fonts/${packageName}/package.json`));
    const path = join(root, ...rest);
    if (existsSync(path)) return path;
  } catch {
    // The package itself is absent: the same message helps.
  }
  throw new RenderingError('FONT_MISSING', `缺少字体文件 ${file}，请重新安装依赖（npm ci）`);
}
