import { rename, rm } from 'node:fs/promises';
import { refuseClassification } from '../checkPage';
import { Binder } from './binder';
import { layOut, type Layout, type TypesetPart } from './frontPages';
import { writeEmptyMarks } from './marks';
import { MaterialBytes } from './materialBytes';
import { writeOutline, type Bookmark } from './outline';
import { PacketError } from './packetError';
import { Text } from './pdf/objects';
import { pagesOf } from './pdf/pages';
import { PdfFile } from './pdf/reader';
import { fileSink, PdfWriter } from './pdf/writer';
import { Stamps, type Marks } from './stamps';
import type { BoundPacket, PacketInput, PacketMaterial, PageMark } from './types';

/**
 * Binds the master (母本) of one recipient class to `path`: cover, agenda, contents, each item's sheet and materials,
 * numbered through, with tabs, links and bookmarks. Written beside and renamed: there is never half a file at `path`.
 * Throws PacketError or RenderingError.
 *
 * @rule art-38
 */
export async function assemblePacket(input: PacketInput, path: string): Promise<BoundPacket> {
  // Items are looked at when they are set.
  refuseClassification({ ...input, items: [] }, '');
  if (input.items.length === 0) throw new PacketError('PACKET_INPUT_REFUSED', '没有议题，不能汇编会议材料');
  const bytes = new MaterialBytes();
  const materialPages: number[][] = [];
  for (const { materials } of input.items) {
    materialPages.push(materials.map((material) => countPages(bytes, material)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const layout = layOut(input, materialPages);
  const partial = `${path}.${process.pid}.part`;
  try {
    const bound = await write(input, layout, bytes, partial);
    await rename(partial, path);
    return { path, pages: layout.total, items: layout.items, ...bound };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function write(
  input: PacketInput,
  layout: Layout,
  materialBytes: MaterialBytes,
  path: string,
): Promise<{ bytes: number; sha256: string; marks: PageMark[] }> {
  const sink = fileSink(path);
  try {
    const writer = new PdfWriter(sink);
    const marks: Marks = { watermark: writer.allot(), label: writer.allot(), cover: writer.allot() };
    const tabs = input.items.map(({ number }) => String(number));
    const stamps = Stamps.embed(writer, tabs, marks, input.fontsDirectory);
    const binder = new Binder(writer, stamps, layout.total);
    const belongings = await bindAll(input, layout, materialBytes, binder);
    const outline = writeOutline(writer, bookmarksOf(layout), (page) => binder.pageObject(page));
    const catalog = writer.allot();
    const info = writer.allot();
    const title = `${input.meeting} ${input.title}`;
    const date = pdfDate(input.made);
    writer.object(info, `<</Title ${text(title)}/CreationDate(${date})/ModDate(${date})>>`);
    const entries = [
      `/Type/Catalog${binder.finish()}/Outlines ${outline} 0 R/PageMode/UseOutlines/Lang(zh-CN)`,
      '/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>',
    ];
    writer.object(catalog, `<<${entries.join('')}>>`);
    // Last of all: a copy is everything before these, and a tail of its own.
    writeEmptyMarks(writer, marks);
    const list = `${marks.watermark} ${marks.label} ${marks.cover}`;
    const { bytes, sha256 } = writer.finish(`/Root ${catalog} 0 R/Info ${info} 0 R/XsMarks[${list}]`);
    const pageMarks = belongings.map((one, index) => ({
      page: index + 1,
      hash: binder.hashes[index] ?? '',
      ...one,
    }));
    return { bytes, sha256, marks: pageMarks };
  } catch (error) {
    sink.abandon();
    throw error;
  }
}

type Belonging = Pick<PageMark, 'item' | 'part'>;

async function bindAll(
  input: PacketInput,
  layout: Layout,
  bytes: MaterialBytes,
  binder: Binder,
): Promise<Belonging[]> {
  const belongings: Belonging[] = [];
  const take = (count: number, item: number | null, part: string): void => {
    for (let page = 0; page < count; page += 1) belongings.push({ item, part });
  };
  const bindOwn = async (part: TypesetPart, item: number | null, tab: string | undefined): Promise<void> => {
    take(await binder.bind({ pdf: part.pdf, tab, fitA4: false, ours: { hash: part.hash } }), item, part.part);
  };
  for (const part of layout.front) await bindOwn(part, null, undefined);
  for (const [index, item] of input.items.entries()) {
    const tab = String(item.number);
    const sheet = layout.sheets[index];
    if (sheet) await bindOwn(sheet, item.number, tab);
    for (const material of item.materials) {
      take(await bindMaterial(binder, bytes, material, tab), item.number, material.title);
    }
  }
  return belongings;
}

function bookmarksOf({ front, items }: Layout): Bookmark[] {
  let page = 1;
  const ofFront = front.map(({ part, pages }) => {
    page += pages;
    return { title: part, page: page - pages };
  });
  const ofItems = items.map(({ number, title, firstPage, materials }) => ({
    title: `议题${number} ${title}`,
    page: firstPage,
    children: [
      { title: '议题单', page: firstPage },
      ...materials.map((material) => ({ title: material.title, page: material.firstPage })),
    ],
  }));
  return [...ofFront, ...ofItems];
}

async function bindMaterial(
  binder: Binder,
  bytes: MaterialBytes,
  material: PacketMaterial,
  tab: string,
): Promise<number> {
  try {
    const fitA4 = material.fitA4 ?? false;
    return await binder.bind({ pdf: bytes.of(material), tab, fitA4, ours: undefined });
  } catch (error) {
    throw unreadable(material, error);
  }
}

function countPages(bytes: MaterialBytes, material: PacketMaterial): number {
  let pages: number;
  try {
    pages = pagesOf(PdfFile.open(bytes.of(material))).length;
  } catch (error) {
    throw unreadable(material, error);
  }
  if (pages > 0) return pages;
  throw unreadable(material, '没有页面');
}

function unreadable({ title }: PacketMaterial, reason: unknown): PacketError {
  return new PacketError(
    'PACKET_UNREADABLE',
    `材料《${title}》不能读取，请重新上传后再汇编（${String(reason)}）`,
  );
}

const text = (words: string): string => Text.of(words).source.toString('latin1');

function pdfDate(made: Date): string {
  return `D:${made.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
