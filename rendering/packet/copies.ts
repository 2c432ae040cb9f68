import { constants, createReadStream } from 'node:fs';
import { appendFile, copyFile, open, rename, rm, truncate, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { writeMarks } from './marks';
import { PacketError } from './packetError';
import { memorySink, PdfWriter } from './pdf/writer';
import type { Marks } from './stamps';
import type { CopyLabel, PacketCopy } from './types';

const TAIL = 4096;
const AT_ONCE = 1024 * 1024;
const ENTRY = 20;
const HIGHEST = 999_999;

/** A numbered copy of a master, made while it is read. Throws PacketError PACKET_UNREADABLE. */
export async function openCopy(
  masterPath: string,
  label: CopyLabel,
  options: { fontsDirectory?: string } = {},
): Promise<PacketCopy> {
  const { head, tail } = await makeCopy(masterPath, label, options);
  const size = head + tail.length;
  return {
    size,
    stream: ({ start, end } = { start: 0, end: size - 1 }) =>
      Readable.from(read(masterPath, head, tail, start, end)),
  };
}

/** Writes a numbered copy to a file, for printing; it is there only when it is whole. */
export async function writeCopy(
  masterPath: string,
  label: CopyLabel,
  path: string,
  options: { fontsDirectory?: string } = {},
): Promise<void> {
  const { head, tail } = await makeCopy(masterPath, label, options);
  const partial = `${path}.${process.pid}.part`;
  try {
    await copyFile(masterPath, partial, constants.COPYFILE_FICLONE);
    await truncate(partial, head);
    await appendFile(partial, tail);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function makeCopy(
  masterPath: string,
  label: CopyLabel,
  { fontsDirectory }: { fontsDirectory?: string },
): Promise<{ head: number; tail: Buffer }> {
  if (!Number.isInteger(label.copyNumber) || label.copyNumber < 1 || label.copyNumber > HIGHEST)
    throw new PacketError('PACKET_INPUT_REFUSED', `份号应为 1 至 ${HIGHEST} 的整数：${label.copyNumber}`);
  const { head, marks, offsets, entries, id } = await readMaster(masterPath);
  const sink = memorySink();
  const writer = new PdfWriter(sink, { offsets, length: head });
  writeMarks(writer, marks, label, fontsDirectory);
  writer.finish(entries, id);
  return { head, tail: sink.bytes() };
}

async function* read(
  path: string,
  head: number,
  tail: Buffer,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  if (start < head)
    yield* createReadStream(path, {
      start,
      end: Math.min(end, head - 1),
      highWaterMark: AT_ONCE,
    }) as AsyncIterable<Buffer>;
  if (end >= head) yield tail.subarray(Math.max(0, start - head), end - head + 1);
}

interface Master {
  /** Length of what all copies share */
  head: number;
  marks: Marks;
  /** Of all objects; of the marks zero: they are written anew */
  offsets: number[];
  /** Of the trailer */
  entries: string;
  id: string;
}

async function readMaster(path: string): Promise<Master> {
  const file = await open(path).catch((error: unknown) => {
    throw new PacketError('PACKET_UNREADABLE', `会议材料文件不能读取，请重新汇编（${String(error)}）`);
  });
  try {
    const { size } = await file.stat();
    const end = await readText(file, Math.max(0, size - TAIL), Math.min(size, TAIL));
    const trailer =
      /trailer\n<<(.*\/XsMarks\[(\d+) (\d+) (\d+)\])\/Size (\d+)\/ID\[(<[0-9a-f]+>)<[0-9a-f]+>\]>>\nstartxref\n(\d+)\n%%EOF\n$/.exec(
        end,
      );
    if (!trailer) throw new PacketError('PACKET_UNREADABLE', '会议材料文件不是本系统汇编的，请重新汇编');
    const [, entries = '', watermark, label, cover, count, id = '', xref] = trailer;
    const marks = { watermark: Number(watermark), label: Number(label), cover: Number(cover) };
    const first = Number(xref) + `xref\n0 ${count}\n`.length;
    const table = await readText(file, first, Number(count) * ENTRY);
    const offsets = Array.from({ length: Number(count) }, (_, num) =>
      Number(table.slice(num * ENTRY, num * ENTRY + 10)),
    );
    const head = Math.min(...Object.values(marks).map((num) => offsets[num] ?? 0));
    for (const num of Object.values(marks)) offsets[num] = 0;
    return { head, marks, offsets, entries, id };
  } finally {
    await file.close();
  }
}

async function readText(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('latin1', 0, bytesRead);
}
