import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { UserError, messageOf } from './userError';

export interface LauncherOptions {
  /** `full`: everything; `broker`: PostgreSQL and the engine with our feed alone (process tests). */
  profile: 'full' | 'broker';
  freePorts: boolean;
  /** Absolute path of the folder that keeps all data of this stack. */
  dataDirectory: string;
  /** Where to write the environment (JSON) once ready. */
  environmentFile: string | undefined;
  withoutApp: boolean;
  /** Remove the data when the stack stops (tests). */
  temporary: boolean;
  /** Which elements the engine's feed reports: those of whole processes, or every one (tests). */
  exporterElements: 'all' | 'process';
}

/** The project's folder: the parent of `local/`. */
export const projectFolder = resolve(__dirname, '..');

/** Reads the launcher's options; throws a {@link UserError} that names the wrong one. */
export function parseOptions(commandLine: string[]): LauncherOptions {
  const values = readValues(commandLine);
  return {
    profile: oneOf('profile', values.profile ?? 'full', ['full', 'broker']),
    freePorts: values['free-ports'] ?? false,
    dataDirectory: resolve(values['data-directory'] ?? resolve(projectFolder, '.local')),
    environmentFile: values['environment-file'] ? resolve(values['environment-file']) : undefined,
    withoutApp: values['without-app'] ?? false,
    temporary: values.temporary ?? false,
    exporterElements: oneOf('exporter-elements', values['exporter-elements'] ?? 'process', [
      'all',
      'process',
    ]),
  };
}

function readValues(commandLine: string[]) {
  try {
    return parseArgs({
      args: commandLine,
      options: {
        profile: { type: 'string' },
        'free-ports': { type: 'boolean' },
        'data-directory': { type: 'string' },
        'environment-file': { type: 'string' },
        'without-app': { type: 'boolean' },
        temporary: { type: 'boolean' },
        'exporter-elements': { type: 'string' },
      },
    }).values;
  } catch (failure) {
    throw new UserError(`启动参数有误：${messageOf(failure)}。可用参数见 local/README.md。`);
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: T[]): T {
  const found = allowed.find((each) => each === value);
  if (found) return found;
  throw new UserError(`参数 --${name} 只能是 ${allowed.join(' 或 ')}，收到的是“${value}”。`);
}
