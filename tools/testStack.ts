import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface TestStack {
  environment: Record<string, string>;
  stop(): Promise<void>;
}

const LOOK_MILLISECONDS = 200;

/** Engine and database of somebody else: the local stack uses them instead of starting its own. */
const NAMED_SERVICES = [
  'ZEEBE_GRPC_ADDRESS',
  'ZEEBE_REST_ADDRESS',
  'ZEEBE_MANAGEMENT_URL',
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
];

/**
 * Starts the local stack for a lane, on free ports with data of its own, and waits until it is ready. Engine and
 * database which the environment names are used instead of being started: local/main.ts sees to that. Another office
 * always has its own: an engine holds one version of a process, so one office.
 *
 * @param office as XINGSHU_OFFICE names it; undefined: the default one
 * @param exporterElements what the feed says about elements: tests follow each, an office at work needs whole processes
 */
export async function startTestStack(
  profile: 'broker' | 'full',
  folder: string,
  office?: string,
  exporterElements: 'all' | 'process' = 'all',
): Promise<TestStack> {
  mkdirSync(folder, { recursive: true });
  const environmentFile = join(folder, 'environment.json');
  const environment = office === undefined ? process.env : environmentOf(office);
  const named = environment['ZEEBE_GRPC_ADDRESS'] ? '环境变量指明的引擎' : '本机栈';
  const parts = profile === 'full' ? '全部部件' : 'PostgreSQL 和引擎';
  console.log(`测试对象：${named}（${[parts, office].filter(Boolean).join('，')}）`);
  const child = spawn(
    process.execPath,
    [
      ...[
        '--import',
        'tsx',
        'local/main.ts',
        '--profile',
        profile,
        '--free-ports',
        '--exporter-elements',
        exporterElements,
      ],
      ...['--temporary', '--data-directory', join(folder, 'data'), '--environment-file', environmentFile],
    ],
    { stdio: 'inherit', env: environment },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  while (!existsSync(environmentFile)) {
    if (!running) throw new Error('本机栈未能启动，见上面的说明');
    await pause(LOOK_MILLISECONDS);
  }
  return {
    environment: JSON.parse(readFileSync(environmentFile, 'utf8')),
    stop: async () => {
      if (running) child.kill('SIGTERM');
      await ended;
    },
  };
}

function environmentOf(office: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !NAMED_SERVICES.includes(name));
  return { ...Object.fromEntries(own), XINGSHU_OFFICE: office };
}
