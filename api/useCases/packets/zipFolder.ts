import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream';
import type { Readable } from 'node:stream';
import { listAgendas } from '../../../db/meetings/agendas';
import { copyMaterial, findMaterialFile } from '../../../db/packets/materials';
import type { Queryable } from '../../../db/pool';
import type { AgendaItem } from '../../../domain/meetings/agenda';
import { zipPacket } from '../../../rendering/packet';
import type { ZipItem } from '../../../rendering/packet';
import { notFound } from '../../problems';
import type { OwnPacket } from './ownPacket';

/** The materials of a packet's items as they were handed in, as a zip; its folder goes when the stream ends. */
export async function openZip(sql: Queryable, { set, packet }: OwnPacket): Promise<Readable> {
  const agendas = await listAgendas(sql, set.meetingId);
  const agenda = agendas.find(({ versionId, approval }) => versionId === set.versionId && approval);
  if (!agenda?.approval) throw notFound('会议材料');
  const folder = await mkdtemp(join(tmpdir(), 'xingshu-zip-'));
  const sweep = (): void => void rm(folder, { recursive: true, force: true });
  try {
    const items: ZipItem[] = [];
    for (const item of agenda.items.filter(({ itemId }) => packet.itemIds.includes(itemId)))
      items.push(await itemFiles(sql, item, folder));
    const stream = zipPacket(items, agenda.approval.at);
    finished(stream, sweep);
    return stream;
  } catch (error) {
    sweep();
    throw error;
  }
}

/** Nothing but what was approved: a file that isn't the approved one any more is not handed out. */
async function itemFiles(sql: Queryable, item: AgendaItem, folder: string): Promise<ZipItem> {
  const materials: ZipItem['materials'] = [];
  for (const { attachmentId, title, sha256 } of item.materials) {
    const known = await findMaterialFile(sql, attachmentId);
    const path = join(folder, attachmentId);
    const written = known && (await copyMaterial(sql, attachmentId, 'original', path));
    if (!known || written !== known.sha256 || ![known.sha256, known.pdfSha256].includes(sha256))
      throw new Error(`材料 ${attachmentId} 与批印的不一致`);
    materials.push({ title, fileName: known.fileName, content: path });
  }
  return { number: item.position, title: item.title, materials };
}
