import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHORTEST_PASSWORD = 12;

/**
 * Runs `work` on a copy of the office whose people get this password instead of the demo's, which stands in a
 * public file. People who are in the database already keep theirs.
 */
export async function withInitialPassword<T>(
  officeFolder: string,
  password: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (password.length < SHORTEST_PASSWORD) {
    throw new Error(`环境变量 XINGSHU_INITIAL_PASSWORD 至少要有 ${SHORTEST_PASSWORD} 位`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'xingshu-office-'));
  try {
    await cp(officeFolder, folder, { recursive: true });
    const file = join(folder, 'people.json');
    const people = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...people, demoPassword: password }));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
