import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block } from '../domain/document/text';
import { findFonts } from './fonts';
import { toTemplateInput } from './redHeadInput';
import { RenderingError } from './renderingError';

export interface PrintedDate {
  year: number;
  month: number;
  day: number;
}

/** The elements of a paper as GB/T 9704-2012 chapter 7 names them; all texts are data and print literally. */
export interface RedHeadPage {
  /** 发文机关标志, such as 喀什地区行政公署文件 */
  letterhead: string;
  /** 发文字号, such as 喀署发〔2026〕1号; null = not numbered yet, printed as a reading copy (送审稿) */
  documentNumber: string | null;
  /** 标题; a line feed is a wanted break, else lines are balanced by words */
  title: string;
  /** 主送机关; moved to the 版记 when the first page would else show no text (7.3.2) */
  addressees: string[];
  blocks: Block[];
  /** 附件说明; the attachments themselves are other files */
  attachments: { title: string }[];
  /** 发文机关署名 */
  issuer: string;
  /** 成文日期; null leaves room to fill in */
  date: PrintedDate | null;
  urgency: '特急' | '加急' | null;
  /** 签发人, on upward papers */
  upwardSignatory: string | null;
  /** 版记 */
  imprint: { copyTo: string[]; issuedBy: string; issuedOn: PrintedDate | null };
  /** Printed on every page of anything that is not a real paper, such as 演示样章 */
  demoNotice: string | null;
}

export interface RendererOptions {
  /** The office's own fonts (.ttf, .otf, .ttc), which take the place of the packages' */
  fontsDirectory?: string;
}

export interface RenderOptions extends RendererOptions {
  /** PDF/A-2b for the archive instead of PDF 1.7 */
  pdfA?: boolean;
}

export interface RenderedPages {
  pdf: Uint8Array;
  pages: number;
}

export interface Renderer {
  renderRedHead(page: RedHeadPage, options?: { pdfA?: boolean }): RenderedPages;
}

const template = join(__dirname, 'templates', 'red-head.typ');

/** Compilations after which the compiler forgets an unused intermediate result. */
const cacheAge = 10;

/**
 * Keeps one warm compiler: fonts are opened once and stay in memory (some 50 MB). Rendering is synchronous and
 * deterministic: the same page and fonts give the same bytes; there is no clock in it.
 * Throws RenderingError, with a Chinese message, for missing fonts.
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const fonts = findFonts(options.fontsDirectory);
  const source = readFileSync(template, 'utf8');
  const compiler = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: fonts.paths }] });

  const compile = (page: RedHeadPage, addresseesInImprint: boolean): NodeTypstDocument => {
    const inputs = { page: toTemplateInput(page, fonts, addresseesInImprint) };
    const compiled = compiler.compile({ mainFileContent: source, inputs });
    if (compiled.result !== null) return compiled.result;
    const error = compiled.takeError();
    const detail = error === null ? '' : JSON.stringify(compiler.fetchDiagnostics(error));
    throw new RenderingError('TEMPLATE_FAILED', `公文排版失败，请联系系统管理员：${detail}`);
  };

  return {
    renderRedHead(page, { pdfA = false } = {}) {
      const first = compile(page, false);
      const document = firstPageShowsText(compiler, first) ? first : compile(page, true);
      const pdf = compiler.pdf(document, pdfA ? { pdfStandard: 'a-2b' } : {});
      const pages = document.numOfPages;
      compiler.evictCache(cacheAge);
      return { pdf, pages };
    },
  };
}

const renderers = new Map<string, Renderer>();

/** Renders one paper with a compiler kept warm per fonts folder. See `RedHeadPage` and `createRenderer`. */
export async function renderRedHead(page: RedHeadPage, options: RenderOptions = {}): Promise<RenderedPages> {
  const key = options.fontsDirectory ?? '';
  const { fontsDirectory, ...perPage } = options;
  const renderer =
    renderers.get(key) ?? createRenderer(fontsDirectory === undefined ? {} : { fontsDirectory });
  renderers.set(key, renderer);
  return renderer.renderRedHead(page, perPage);
}

/** GB/T 9704-2012 7.3.2: the first page must show text of the body. */
function firstPageShowsText(compiler: NodeCompiler, document: NodeTypstDocument): boolean {
  const pages: unknown = compiler.query(document, { selector: '<body-starts-on>', field: 'value' });
  return !Array.isArray(pages) || pages.length === 0 || pages[0] === 1;
}
