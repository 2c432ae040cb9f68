import { spawn } from 'node:child_process';

/** Runs a command with its output on ours, and answers its exit code. */
export function run(
  command: string,
  parameters: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: 'inherit', env });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a package's command from node_modules/.bin. */
export function runBin(name: string, parameters: string[], env?: NodeJS.ProcessEnv): Promise<number> {
  return run(`node_modules/.bin/${name}`, parameters, env);
}
