import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Measured } from './packet/benchChild';
import { writeBenchFiles } from './packet/benchFiles';

const SIZES = [100, 1_000, 5_000];
const CHILD = join(__dirname, 'packet', 'benchChild.ts');
/** Processes, and packets in each of them */
const PROCESSES = 5;
const ROUNDS = 6;

/**
 * `npm run bench:packet [pages …]`: packets of 100, 1,000 and 5,000 mixed pages: seconds, peak memory of the process, size,
 * beside qpdf and pdf-lib's own copyPages with the same files in the same run. Of packets, the first of a fresh process and those
 * that follow in it, as the worker binds them; medians, and between what they lie.
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
      await compare(folder, files, hasQpdf);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** In turn, so that other work on the machine meets all of them. */
async function compare(folder: string, files: string[], hasQpdf: boolean): Promise<void> {
  const merged: Measured[] = [];
  const bound: Measured[] = [];
  for (let run = 0; run < PROCESSES; run += 1) {
    if (hasQpdf) merged.push(await merge(folder, files));
    bound.push(await measure('packet', ROUNDS, folder, files));
    if (hasQpdf) merged.push(await merge(folder, files));
  }
  const beside = median(merged.flatMap(({ seconds }) => seconds));
  const first = bound.flatMap(({ seconds }) => seconds.slice(0, 1));
  const following = bound.flatMap(({ seconds }) => seconds.slice(1));
  report(
    'qpdf 合并',
    merged.flatMap(({ seconds }) => seconds),
  );
  report('会议材料（母本），进程的第一本', first, beside);
  report('会议材料（母本），其后各本', following, beside);
  const library = await measure('pdf-lib', 1, folder, files);
  report('pdf-lib copyPages', library.seconds, beside);
  console.log(`  一份编号副本 ${median(bound.map(({ copySeconds }) => copySeconds)).toFixed(2)} 秒`);
  for (const [what, of] of [
    ['qpdf', merged],
    ['会议材料', bound],
    ['pdf-lib', [library]],
  ] as const)
    if (of.length > 0)
      console.log(`  ${what}：内存峰值 ${peak(of)} MB，文件 ${megabytes(of[0]?.bytes ?? 0)} MB`);
}

function report(what: string, seconds: number[], beside?: number): void {
  if (seconds.length === 0) return;
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  const ratio = beside ? `，为 qpdf 的 ${(median(seconds) / beside).toFixed(2)} 倍` : '';
  const range = `${seconds.length} 次，${least.toFixed(3)}-${most.toFixed(3)}`;
  console.log(`  ${what}：${median(seconds).toFixed(3)} 秒（${range}）${ratio}`);
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

const peak = (runs: readonly Measured[]): number =>
  Math.round(Math.max(...runs.map(({ megabytes: one }) => one)));
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

async function measure(how: string, rounds: number, folder: string, files: string[]): Promise<Measured> {
  const words = ['--import', 'tsx', CHILD, how, folder, String(rounds), ...files];
  const { said } = await run(process.execPath, words);
  return JSON.parse(said) as Measured;
}

async function merge(folder: string, files: string[]): Promise<Measured> {
  const out = join(folder, 'qpdf.pdf');
  const started = performance.now();
  const { memory } = await run('qpdf', ['--empty', '--pages', ...files, '--', out]);
  const seconds = [(performance.now() - started) / 1000];
  return { seconds, megabytes: memory, bytes: statSync(out).size, copySeconds: NaN };
}

/** Runs a program; its peak memory as Linux keeps it while it runs. */
function run(command: string, words: string[]): Promise<{ said: string; memory: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let memory = 0;
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const watch = setInterval(() => {
      const status = `/proc/${child.pid}/status`;
      const kilobytes = existsSync(status)
        ? /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
        : undefined;
      memory = Math.max(memory, Number(kilobytes ?? 0) / 1024);
    }, 25);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ said, memory });
      else reject(new Error(`${command}: ${code}`));
    });
  });
}

const sizes = process.argv.slice(2).map(Number);
void main(sizes.length > 0 ? sizes : SIZES);
