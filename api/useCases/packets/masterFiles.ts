import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPiece } from '../../../db/packets/packets';
import type { Packet } from '../../../db/packets/packets';
import type { Queryable } from '../../../db/pool';

/** A master that lies on this machine's disk while somebody reads it, and some of those read last. */
interface Kept {
  path: Promise<string>;
  readers: number;
}

const MOST_UNREAD = 4;
const kept = new Map<string, Kept>();
let folder: string | undefined;

/** The master as a file, until `giveBack` is called. */
export interface BorrowedMaster {
  path: string;
  giveBack(): void;
}

/**
 * Writes a packet's pieces to a file, once for all who read it at the same time, and holds it to its hash: other bytes than
 * those that were bound are never served. Throws where they differ.
 *
 * @rule art-38
 */
export async function borrowMaster(sql: Queryable, packet: Packet): Promise<BorrowedMaster> {
  const known = kept.get(packet.id) ?? { path: writeMaster(sql, packet), readers: 0 };
  known.readers += 1;
  // The latest read stands last.
  kept.delete(packet.id);
  kept.set(packet.id, known);
  try {
    return { path: await known.path, giveBack: () => giveBack(packet.id) };
  } catch (error) {
    kept.delete(packet.id);
    throw error;
  }
}

function giveBack(id: string): void {
  const master = kept.get(id);
  if (master) master.readers = Math.max(0, master.readers - 1);
  const unread = [...kept].filter(([, { readers }]) => readers === 0);
  for (const [old, { path }] of unread.slice(0, -MOST_UNREAD)) {
    kept.delete(old);
    void path.then((name) => rm(name, { force: true }));
  }
}

async function writeMaster(sql: Queryable, packet: Packet): Promise<string> {
  const path = join(openFolder(), `${packet.id}.pdf`);
  const hash = createHash('sha256');
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    for (let position = 0; position < packet.pieceCount; position += 1) {
      const piece = await readPiece(sql, packet.id, position);
      if (!piece) throw new Error(`会议材料 ${packet.id} 缺第 ${position} 段`);
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== packet.sha256) {
    await rm(`${path}.part`, { force: true });
    throw new Error(`会议材料 ${packet.id} 与印成时的散列不符，不予提供，请从备份核对数据库`);
  }
  await rename(`${path}.part`, path);
  return path;
}

const PREFIX = 'xingshu-masters-';

/** This process's own; what one that was killed left behind is swept away. */
function openFolder(): string {
  if (folder) return folder;
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length));
    if (pid === process.pid || !isAlive(pid)) sweep(join(tmpdir(), name));
  }
  const own = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(own, { mode: 0o700 });
  process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  folder = own;
  return own;
}

/** Another user's is his to sweep. */
function sweep(left: string): void {
  try {
    rmSync(left, { recursive: true, force: true });
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
