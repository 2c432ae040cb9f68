import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * npm leaves an optional package of another platform out of the lock file where the registry it asked did not
 * have it, and `npm ci` then refuses the file. `npm run lock` adds what is missing, by the versions which the
 * packages themselves name.
 */

const run = promisify(execFile);
const file = join(__dirname, '..', 'package-lock.json');

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

export interface MissingPackage {
  name: string;
  version: string;
  dev: boolean;
}

/** Optional packages that something in the lock file names and the lock file lacks. */
export function missingPackages(packages: Record<string, LockedPackage>): MissingPackage[] {
  const missing = new Map<string, MissingPackage>();
  for (const [path, { optionalDependencies = {}, dev = false }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name)) continue;
      missing.set(name, { name, version: version.replace(/^[~^]/, ''), dev });
    }
  }
  return [...missing.values()];
}

/** As node looks a package up: in the folder's own node_modules, then in each one above. */
function isLocked(packages: Record<string, LockedPackage>, path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

async function describe({ name, version, dev }: MissingPackage): Promise<LockedPackage> {
  const known = await lookUp(`${name}@${version}`);
  return {
    version,
    ...(known.integrity ? { integrity: known.integrity } : {}),
    ...(dev ? { dev } : {}),
    optional: true,
    os: known.os ?? [/(android|darwin|freebsd|linux|openharmony|win32|wasm32)/.exec(name)?.[1] ?? 'unknown'],
    cpu: known.cpu ?? [
      /(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|wasm32)/.exec(name)?.[1] ?? 'unknown',
    ],
  };
}

async function lookUp(name: string): Promise<LockedPackage> {
  try {
    const { stdout } = await run('npm', ['view', name, 'os', 'cpu', 'dist.integrity', '--json']);
    const {
      os,
      cpu,
      'dist.integrity': integrity,
    } = JSON.parse(stdout) as LockedPackage & { 'dist.integrity'?: string };
    return { ...(os ? { os } : {}), ...(cpu ? { cpu } : {}), ...(integrity ? { integrity } : {}) };
  } catch {
    return {};
  }
}

async function main(): Promise<void> {
  const lock = JSON.parse(await readFile(file, 'utf8')) as { packages: Record<string, LockedPackage> };
  const missing = missingPackages(lock.packages);
  for (const entry of missing) lock.packages[`node_modules/${entry.name}`] = await describe(entry);
  const sorted = Object.entries(lock.packages).sort(([left], [right]) => left.localeCompare(right, 'en'));
  await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`package-lock.json：补入 ${missing.length} 个其他平台的包`);
}

if (require.main === module) void main();
