import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findJava } from '../../local/java';
import { fetchTestEngine } from './libraries';

const SOURCE = join(__dirname, 'java/xingshu/engine88/TestEngine.java');
const READY_MILLISECONDS = 60_000;
const FAREWELL_MILLISECONDS = 10_000;

export interface TestEngine {
  /** `grpc://127.0.0.1:<port>`; it has no REST interface. */
  grpcAddress: string;
  stop(): Promise<void>;
}

/**
 * Starts Camunda's in-memory engine 8.8 on a free loopback port: processes, decisions, forms and jobs over gRPC,
 * no user task commands and no authentication. It dies with this process.
 */
export async function startTestEngine(): Promise<TestEngine> {
  const java = findJava();
  const libraries = await fetchTestEngine(java);
  const child = spawn(join(java.home, 'bin/java'), [...jvmOptions(libraries), SOURCE], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString('utf8')).slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    const impatience = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MILLISECONDS);
    await ended;
    clearTimeout(impatience);
  };

  const port = await new Promise<string | undefined>((resolve) => {
    const limit = setTimeout(() => resolve(undefined), READY_MILLISECONDS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /^READY (\d+)$/.exec(line) ?? [];
      if (!found) return;
      clearTimeout(limit);
      resolve(found);
    });
    child.once('error', (error) => (complaints += error.message));
    void ended.then(() => {
      clearTimeout(limit);
      resolve(undefined);
    });
  });
  if (port) return { grpcAddress: `grpc://127.0.0.1:${port}`, stop };
  await stop();
  throw new Error(`Camunda 8.8 测试引擎未能启动：${complaints.trim() || '没有输出'}`);
}

/** The one source file is compiled by the `java` command itself. */
function jvmOptions(libraries: string): string[] {
  return [
    '-Xmx256m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '--enable-native-access=ALL-UNNAMED',
    '-cp',
    join(libraries, '*'),
  ];
}
