import { join } from 'node:path';
import { copyMaterial, findMaterialFile } from '../../../db/packets/materials';
import type { Queryable } from '../../../db/pool';
import type { AgendaItem, AgendaMaterial } from '../../../domain/meetings/agenda';
import { PermanentError } from '../../runJob';

/**
 * Writes the pages of every material of an agenda into a folder, each once however many packets hold it, and holds each to
 * the agenda that was approved: other bytes than those are never printed.
 *
 * @returns the path of each material, by attachment
 * @rule art-38
 */
export async function writeMaterialPages(
  sql: Queryable,
  items: readonly AgendaItem[],
  folder: string,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const { title, materials } of items) {
    for (const material of materials) {
      const path = join(folder, `${material.attachmentId}.pdf`);
      await writeApproved(sql, title, material, path);
      paths.set(material.attachmentId, path);
    }
  }
  return paths;
}

async function writeApproved(
  sql: Queryable,
  itemTitle: string,
  { attachmentId, title, sha256 }: AgendaMaterial,
  path: string,
): Promise<void> {
  const known = await findMaterialFile(sql, attachmentId);
  if (!known) throw new PermanentError(`“${itemTitle}”的材料“${title}”没有登记，不能汇编`);
  const written = await copyMaterial(sql, attachmentId, 'pdf', path);
  const isApproved = sha256 === known.sha256 || sha256 === known.pdfSha256;
  if (!isApproved || written !== known.pdfSha256) {
    throw new PermanentError(`“${itemTitle}”的材料“${title}”与批印的不一致，不能汇编，请核对后重新批印`);
  }
}
