import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PacketError } from './packetError';
import type { Converter } from './types';

const MILLISECONDS = 120_000;

/** No macros, no links, no start page; what a document brings is not trusted. */
const SETTINGS: [path: string, name: string, type: string, value: string][] = [
  ['Office.Common/Security/Scripting', 'MacroSecurityLevel', 'xs:int', '3'],
  ['Office.Common/Security/Scripting', 'DisableMacrosExecution', 'xs:boolean', 'true'],
  ['Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'xs:boolean', 'true'],
  ['Office.Common/Security/Scripting', 'DisableActiveContent', 'xs:boolean', 'true'],
  ['Office.Common/Misc', 'FirstRun', 'xs:boolean', 'false'],
  ['Office.Writer/Content/Update', 'Link', 'xs:int', '0'],
  ['Office.Calc/Content/Update', 'Link', 'xs:int', '1'],
  ['Setup/Office', 'ooSetupInstCompleted', 'xs:boolean', 'true'],
];

/** How a file is to be read: by itself the program takes anything for text. */
const FILTERS: Record<string, string> = {
  docx: 'MS Word 2007 XML',
  xlsx: 'Calc MS Excel 2007 XML',
  pptx: 'Impress MS PowerPoint 2007 XML',
};

/** The run before: two at once would only slow each other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * LibreOffice on this machine: each run has a profile of its own, no network where the system allows to take it away, and is
 * killed with all its children when its time is over. One at a time.
 */
export function libreOffice(path: string, options: { milliseconds?: number } = {}): Converter {
  return {
    name: `LibreOffice ${path}`,
    convert(bytes, fileName) {
      const run = last.then(() => convert(path, bytes, fileName, options.milliseconds ?? MILLISECONDS));
      last = run.catch(() => undefined);
      return run;
    },
  };
}

async function convert(
  path: string,
  bytes: Uint8Array,
  fileName: string,
  milliseconds: number,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'xingshu-office-'));
  try {
    const source = join(folder, `material${/\.[a-z]{3,4}$/i.exec(fileName)?.[0].toLowerCase() ?? ''}`);
    await writeFile(source, bytes);
    await writeProfile(folder);
    const said = await run(path, folder, source, milliseconds);
    const pdf = await readFile(join(folder, 'out', 'material.pdf')).catch(() => null);
    if (pdf === null) throw failed(fileName, said);
    return pdf;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failed(fileName: string, said: string): PacketError {
  const detail = said.trim().slice(-300);
  return new PacketError(
    'CONVERSION_FAILED',
    `《${fileName}》未能转换成 PDF，请导出为 PDF 后上传${detail === '' ? '' : `（${detail}）`}。`,
  );
}

function run(path: string, folder: string, source: string, milliseconds: number): Promise<string> {
  const filter = FILTERS[source.slice(source.lastIndexOf('.') + 1)];
  const words = [
    ...['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nologo'],
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    ...(filter === undefined ? [] : [`--infilter=${filter}`]),
    ...['--convert-to', 'pdf', '--outdir', join(folder, 'out'), source],
  ];
  const [command, ...rest] = canUnshare() ? ['unshare', '-rn', path, ...words] : [path, ...words];
  return new Promise((resolve, reject) => {
    // A group of its own: the program starts another one that does the work.
    const child = spawn(command ?? path, rest, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        TMPDIR: folder,
        LANG: 'C.UTF-8',
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
        SAL_USE_VCLPLUGIN: 'svp',
        // Where the network can't be taken away, nothing answers.
        http_proxy: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
      },
    });
    let said = '';
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-2_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    const timer = setTimeout(() => {
      said = `转换 ${Math.round(milliseconds / 1000)} 秒还没有完`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, milliseconds);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(
        new PacketError('CONVERSION_FAILED', `转换程序不能启动，请联系系统管理员（${String(error)}）。`),
      );
    });
    child.once('close', () => {
      clearTimeout(timer);
      resolve(said);
    });
  });
}

let unshares: boolean | undefined;

/** Whether this system lets us run a program without network (Linux, user namespaces). */
function canUnshare(): boolean {
  unshares ??= spawnSync('unshare', ['-rn', 'true'], { stdio: 'ignore' }).status === 0;
  return unshares;
}

async function writeProfile(folder: string): Promise<void> {
  const user = join(folder, 'profile', 'user');
  await mkdir(user, { recursive: true });
  const items = SETTINGS.map(
    ([path, name, type, value]) =>
      `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse" oor:type="${type}"><value>${value}</value></prop></item>`,
  );
  await writeFile(
    join(user, 'registrymodifications.xcu'),
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">' +
      `${items.join('')}</oor:items>\n`,
  );
  await writeFile(join(folder, 'fonts.conf'), fontsConfiguration(folder));
}

/** Faces that Chinese offices write with, and what stands in for them where the system has none. */
const STAND_INS: [names: string[], family: string][] = [
  [
    [
      '仿宋',
      '仿宋_GB2312',
      'FangSong',
      'FangSong_GB2312',
      '宋体',
      'SimSun',
      'NSimSun',
      '楷体',
      '楷体_GB2312',
      'KaiTi',
      '方正小标宋_GBK',
      '方正小标宋简体',
      'serif',
    ],
    'Noto Serif SC',
  ],
  [['黑体', 'SimHei', '微软雅黑', 'Microsoft YaHei', '等线', 'DengXian', 'sans-serif'], 'Noto Sans SC'],
];

function fontsConfiguration(folder: string): string {
  const require = createRequire(__filename);
  const folders = ['noto-serif-sc', 'noto-sans-sc'].flatMap((name) => {
    const root = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    return ['400Regular', '700Bold'].map((weight) => join(root, weight));
  });
  const aliases = STAND_INS.flatMap(([names, family]) =>
    names.map(
      (name) => `<alias><family>${name}</family><default><family>${family}</family></default></alias>`,
    ),
  );
  const directories = ['/usr/share/fonts', '/usr/local/share/fonts', ...folders].map(
    (path) => `<dir>${path}</dir>`,
  );
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>${directories.join('')}${aliases.join('')}<cachedir>${join(folder, 'fontcache')}</cachedir></fontconfig>\n`;
}
