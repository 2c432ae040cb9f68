import { deflateSync } from 'node:zlib';
import { keepAnnotations } from './annotations';
import { cm, lay, printBox, type Laid } from './geometry';
import { Copier } from './pdf/copier';
import { DamagedPdf } from './pdf/lexer';
import { Name, Ref, Stream, type Value } from './pdf/objects';
import { pagesOf, type SourcePage } from './pdf/pages';
import { PdfFile } from './pdf/reader';
import type { PdfWriter } from './pdf/writer';
import { PageHasher } from './pageHash';
import type { Stamps } from './stamps';

const KIDS = 64;
/** Pages between two breaths of the event loop. */
const AT_ONCE = 100;

export interface Part {
  pdf: Uint8Array;
  /** Name of the tab on the page's edge; undefined: none */
  tab: string | undefined;
  fitA4: boolean;
  /** Front pages: links of our own lead into the packet, and whole contents stand for the hash */
  ours: { hash: string } | undefined;
}

const FORM_ENTRIES = new Set(['Filter', 'DecodeParms', 'DP']);

/**
 * Binds pages of many files: a page's content becomes a form of its own, so that nothing it does or leaves undone touches
 * what is stamped over it, and goes to the disk before the next file is opened.
 */
export class Binder {
  readonly hashes: string[] = [];
  private readonly firstPage: number;
  private readonly root: number;
  private readonly groups: number[] = [];
  private readonly layers: { all: string[]; off: string[]; order: string[] } = {
    all: [],
    off: [],
    order: [],
  };

  constructor(
    private readonly writer: PdfWriter,
    private readonly stamps: Stamps,
    private readonly total: number,
  ) {
    this.firstPage = writer.allot(total);
    this.root = writer.allot();
    for (let page = 0; page < total; page += KIDS) this.groups.push(writer.allot());
  }

  /** The object of a page, counted from 1. */
  pageObject(page: number): number | undefined {
    return page >= 1 && page <= this.total ? this.firstPage + page - 1 : undefined;
  }

  /** Binds one file; answers how many pages it has. Nothing refers to its bytes any more then. */
  async bind(part: Part): Promise<number> {
    const file = PdfFile.open(part.pdf);
    const copier = new Copier(file, this.writer);
    const hasher = new PageHasher(copier);
    const pages = pagesOf(file);
    const start = this.hashes.length;
    const ofSource = new Map(pages.map(({ num }, index) => [num, this.pageObject(start + index + 1)]));
    const forms = new Map<string, string>();
    for (const [index, page] of pages.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
      const laid = lay(page, part.fitA4);
      const annotations = keepAnnotations(copier, page.dict, laid, {
        ofSource: (num) => ofSource.get(num),
        ofPacket: (number) => this.pageObject(number),
        isOurs: part.ours !== undefined,
      });
      const form = this.formOf(copier, page, forms);
      this.writePage(copier, page, laid, form, annotations, part.tab);
      this.hashes.push(part.ours ? `${part.ours.hash}${index}` : hasher.hash(page));
      copier.drain();
    }
    this.keepLayers(copier);
    copier.drain();
    this.writer.flush();
    return pages.length;
  }

  private writePage(
    copier: Copier,
    page: SourcePage,
    laid: Laid,
    form: string | undefined,
    annotations: { kept: string[]; drawn: string; forms: string },
    tab: string | undefined,
  ): void {
    const number = this.hashes.length + 1;
    const own = form === undefined ? '' : `/P Do\n`;
    const fit = laid.fit ? `${cm(laid.fit)}\n` : '';
    const stamp = this.stamps.on({ number, total: this.total, laid, tab });
    const content = `q\n${fit}${own}${annotations.drawn}Q\nq\n${cm(laid.upright)}\n${stamp.content}Q\n`;
    const contents = this.writer.allot();
    this.writer.stream(contents, '', Buffer.from(content, 'latin1'));
    const entries = [
      `/Type/Page/Parent ${this.groups[Math.floor((number - 1) / KIDS)]} 0 R`,
      `/MediaBox${printBox(laid.box)}/Contents ${contents} 0 R`,
      `/Resources<</XObject<<${form === undefined ? '' : `/P ${form}`}${annotations.forms}${stamp.forms}>>${stamp.resources}>>`,
      laid.rotate === 0 ? '' : `/Rotate ${laid.rotate}`,
      laid.unit === 1 ? '' : `/UserUnit ${laid.unit}`,
      page.dict.has('Group') ? `/Group ${copier.print(page.dict.get('Group') ?? null)}` : '',
      annotations.kept.length === 0 ? '' : `/Annots[${annotations.kept.join(' ')}]`,
    ];
    this.writer.object(this.firstPage + number - 1, `<<${entries.join('')}>>`);
  }

  /** The page's content as a form; pages that share content and resources share it. */
  private formOf(copier: Copier, page: SourcePage, forms: Map<string, string>): string | undefined {
    const { file } = copier;
    const contents = page.dict.get('Contents');
    const resolved = file.resolve(contents);
    const list = Array.isArray(resolved) ? resolved : [contents ?? null];
    const streams = list.map((one) => file.resolve(one)).filter((one) => one instanceof Stream);
    if (streams.length === 0) return undefined;
    const resources = copier.print(page.resources);
    const box = printBox(page.box ?? [0, 0, 595.276, 841.89]);
    const key = `${list.map((one) => (one instanceof Ref ? one.num : '?')).join()} ${resources} ${box}`;
    const known = forms.get(key);
    if (known !== undefined) return known;
    const entries = `/Type/XObject/Subtype/Form/BBox${box}/Resources ${resources === 'null' ? '<<>>' : resources}`;
    const num = this.writer.allot();
    const [only] = streams;
    if (streams.length === 1 && only) {
      const coding = new Map([...only.dict].filter(([name]) => FORM_ENTRIES.has(name)));
      this.writer.stream(num, entries + copier.entries(coding), only.data);
    } else {
      const data = deflateSync(joined(file, streams), { level: 1 });
      this.writer.stream(num, `${entries}/Filter/FlateDecode`, data);
    }
    forms.set(key, `${num} 0 R`);
    return `${num} 0 R`;
  }

  /** Layers that are off in a material stay off (8.11). */
  private keepLayers(copier: Copier): void {
    const { file } = copier;
    const properties = file.dictOf(file.catalog.get('OCProperties'));
    if (!properties) return;
    const usual = file.dictOf(properties.get('D'));
    const on = refsOf(file.arrayOf(usual?.get('ON')));
    const all = file.arrayOf(properties.get('OCGs')).filter((one) => one instanceof Ref);
    const base = file.resolve(usual?.get('BaseState'));
    const isOffAtFirst = base instanceof Name && base.text === 'OFF';
    const off = isOffAtFirst ? all.filter(({ num }) => !on.has(num)) : file.arrayOf(usual?.get('OFF'));
    this.layers.all.push(...all.map((one) => copier.print(one)));
    this.layers.off.push(...off.map((one) => copier.print(one)));
    this.layers.order.push(...file.arrayOf(usual?.get('Order')).map((one) => copier.print(one)));
  }

  /** The tree of pages, and what the catalog says of pages and layers. */
  finish(): string {
    if (this.hashes.length !== this.total)
      throw new DamagedPdf(`${this.hashes.length} of ${this.total} pages`);
    this.groups.forEach((group, index) => {
      const from = index * KIDS;
      const kids = Array.from(
        { length: Math.min(KIDS, this.total - from) },
        (_, at) => `${this.firstPage + from + at} 0 R`,
      );
      const body = `<</Type/Pages/Parent ${this.root} 0 R/Count ${kids.length}/Kids[${kids.join(' ')}]>>`;
      this.writer.object(group, body);
    });
    const kids = this.groups.map((group) => `${group} 0 R`).join(' ');
    this.writer.object(this.root, `<</Type/Pages/Count ${this.total}/Kids[${kids}]>>`);
    const { all, off, order } = this.layers;
    const layers =
      all.length === 0
        ? ''
        : `/OCProperties<</OCGs[${all.join(' ')}]/D<</OFF[${off.join(' ')}]/Order[${order.join(' ')}]>>>>`;
    return `/Pages ${this.root} 0 R${layers}`;
  }
}

const refsOf = (values: Value[]): Set<number> =>
  new Set(values.flatMap((one) => (one instanceof Ref ? [one.num] : [])));

function joined(file: PdfFile, streams: Stream[]): Buffer {
  return Buffer.concat(streams.flatMap((one) => [file.decode(one).data, Buffer.from('\n')]));
}
