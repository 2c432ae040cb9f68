import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { makeCacheFolder } from '../local/cache';

const require = createRequire(__filename);

const installedNames = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const installedPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Starts a headless browser with nothing to install by hand: the one that XINGSHU_CHROMIUM names, else an
 * installed Chrome or Chromium, else the Chromium inside the npm package. Chinese glyphs come from the font
 * package, so that pictures look the same on a machine without Chinese fonts.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = installedBrowser() ?? packagedBrowser();
  return chromium.launch({
    executablePath,
    headless: true,
    // Playwright leaves Chromium's sandbox off unless told otherwise, so root and containers are fine.
    args: ['--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...environment(), FONTCONFIG_FILE: fontConfiguration() },
  });
}

function installedBrowser(): string | undefined {
  const named = process.env['XINGSHU_CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => installedNames.map((name) => join(folder, name)));
  return [...candidates, ...installedPaths].find((path) => existsSync(path));
}

/** Unpacks the package's Chromium once into the user's cache; safe where several processes do it at once. */
function packagedBrowser(): string {
  const root = packageFolder('@sparticuz/chromium');
  const { version } = require(join(root, 'package.json')) as { version: string };
  const folder = join(makeCacheFolder(), `chromium-${version}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;

  const unpacked = mkdtempSync(`${folder}-`);
  try {
    unpackInto(unpacked);
    chmodSync(join(unpacked, 'chromium'), 0o755);
    renameSync(unpacked, folder);
  } catch (error) {
    rmSync(unpacked, { recursive: true, force: true });
    // Where another process was first, its copy is as good.
    if (!existsSync(executable)) throw error;
  }
  return executable;
}

/**
 * The package unpacks into the temporary folder of its process and nowhere else, and a test's process can't be told
 * another one (jest gives tests a copy of the environment): so it is done by a process of its own.
 */
function unpackInto(folder: string): void {
  const unpack = "import('@sparticuz/chromium').then((package_) => package_.default.executablePath())";
  execFileSync(process.execPath, ['-e', unpack], {
    cwd: __dirname,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** A fontconfig file that knows the machine's fonts and the package's Chinese ones. */
function fontConfiguration(): string {
  const folder = makeCacheFolder('fontconfig');
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc');
  const weights = ['400Regular', '700Bold'].map((weight) => `  <dir>${join(fonts, weight)}</dir>`);
  const aliases = ['sans-serif', 'Arial', 'Helvetica', 'system-ui'].map(
    (family) => `  <alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  const file = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '  <dir>/usr/share/fonts</dir>',
    ...weights,
    ...aliases,
    `  <cachedir>${join(folder, 'cache')}</cachedir>`,
    '</fontconfig>',
  ];
  mkdirSync(join(folder, 'cache'), { recursive: true });
  writeFileSync(file, lines.join('\n'));
  return file;
}

function packageFolder(name: string): string {
  const manifest = require.resolve.paths(name)?.map((folder) => join(folder, name, 'package.json'));
  const found = manifest?.find((path) => existsSync(path));
  if (!found) throw new Error(`缺少 npm 包 ${name}：请先运行 npm ci。`);
  return dirname(found);
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
