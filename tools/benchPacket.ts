import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Measured } from './packet/benchChild';
import { writeBenchFiles } from './packet/benchFiles';

const SIZES = [100, 1_000, 5_000];
/** What the library would do by itself takes too long and too much at the largest size on a small machine. */
const CHILD = join(__dirname, 'packet', 'benchChild.ts');

/**
 * `npm run bench:packet [pages …]`: packets of 100, 1,000 and 5,000 mixed pages: seconds, peak memory of the process, size,
 * beside qpdf and pdf-lib's own copyPages with the same files in the same run.
 */
async function main(sizes: number[]): Promise<void> {
  console.log(`${cpus().length} 核 ${cpus()[0]?.model.trim()}`);
  const hasQpdf = (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, 'qpdf')));
  if (!hasQpdf) console.log('未安装 qpdf，无法对照（apt-get install qpdf）');
  for (const pages of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'xingshu-bench-packet-'));
    try {
      const files = await writeBenchFiles(join(folder, 'files'), pages);
      const total = files.reduce((sum, path) => sum + statSync(path).size, 0);
      console.log(`\n${pages} 页，${files.length} 个文件，共 ${megabytes(total)} MB`);
      const qpdf = hasQpdf ? await merge(folder, files) : undefined;
      if (qpdf) report('qpdf 合并', qpdf);
      const ours = await measure('packet', folder, files);
      report('会议材料（母本）', ours, qpdf);
      console.log(`  一份编号副本 ${ours.copySeconds.toFixed(2)} 秒`);
      report('pdf-lib copyPages', await measure('pdf-lib', folder, files), qpdf);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

type Figures = Pick<Measured, 'seconds' | 'megabytes' | 'bytes'>;

function report(what: string, { seconds, megabytes: memory, bytes }: Figures, beside?: Figures): void {
  const ratio = beside ? `，为 qpdf 的 ${(seconds / beside.seconds).toFixed(2)} 倍` : '';
  console.log(
    `  ${what}：${seconds.toFixed(2)} 秒${ratio}，内存峰值 ${Math.round(memory)} MB，文件 ${megabytes(bytes)} MB`,
  );
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

async function measure(how: string, folder: string, files: string[]): Promise<Measured> {
  const { said } = await run(process.execPath, ['--import', 'tsx', CHILD, how, folder, ...files]);
  return JSON.parse(said) as Measured;
}

async function merge(folder: string, files: string[]): Promise<Figures> {
  const out = join(folder, 'qpdf.pdf');
  const started = performance.now();
  const { peak } = await run('qpdf', ['--empty', '--pages', ...files, '--', out]);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak, bytes: statSync(out).size };
}

/** Runs a program; its peak memory as Linux keeps it while it runs. */
function run(command: string, words: string[]): Promise<{ said: string; peak: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let peak = 0;
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const watch = setInterval(() => {
      const status = `/proc/${child.pid}/status`;
      const kilobytes = existsSync(status)
        ? /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
        : undefined;
      peak = Math.max(peak, Number(kilobytes ?? 0) / 1024);
    }, 25);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ said, peak });
      else reject(new Error(`${command}: ${code}`));
    });
  });
}

const sizes = process.argv.slice(2).map(Number);
void main(sizes.length > 0 ? sizes : SIZES);
