import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { checkPage } from './checkPage';
import { findFonts } from './fonts';
import type { Page, PageFormat } from './page';
import { RenderingError } from './renderingError';
import { toTemplateInput } from './templateInput';

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
  render(page: Page, options?: { pdfA?: boolean }): RenderedPages;
}

const formats = ['document', 'letter', 'order', 'minutes'] as const satisfies readonly PageFormat[];

/** Compilations after which the compiler forgets an unused intermediate result. */
const cacheAge = 10;

/**
 * Keeps one warm compiler: fonts are opened once and stay in memory (some 50 MB). Rendering is synchronous and
 * deterministic: the same page and fonts give the same bytes; there is no clock in it.
 * Throws RenderingError, with a Chinese message, for missing fonts.
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const fonts = findFonts(options.fontsDirectory);
  const templates = new Map<PageFormat, string>(
    formats.map((format) => [format, readFileSync(join(__dirname, 'templates', `${format}.typ`), 'utf8')]),
  );
  const compiler = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: fonts.paths }] });

  const compile = (page: Page, addresseesInImprint: boolean): NodeTypstDocument => {
    const inputs = { page: toTemplateInput(page, fonts, addresseesInImprint) };
    const compiled = compiler.compile({ mainFileContent: templates.get(page.format) ?? '', inputs });
    if (compiled.result !== null) return compiled.result;
    const error = compiled.takeError();
    const detail = error === null ? '' : JSON.stringify(compiler.fetchDiagnostics(error));
    throw new RenderingError('TEMPLATE_FAILED', `公文排版失败，请联系系统管理员：${detail}`);
  };

  return {
    render(page, { pdfA = false } = {}) {
      checkPage(page);
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

/**
 * Renders one paper in its format, with a compiler kept warm per fonts folder. See `Page` and `createRenderer`.
 * Throws RenderingError: CLASSIFIED_REFUSED (law 12), PART_REFUSED, CHARACTER_REFUSED, CHARACTER_WITHOUT_GLYPH,
 * TEXT_TOO_LONG, or for fonts.
 */
export async function renderPage(page: Page, options: RenderOptions = {}): Promise<RenderedPages> {
  const key = options.fontsDirectory ?? '';
  const { fontsDirectory, ...perPage } = options;
  const renderer =
    renderers.get(key) ?? createRenderer(fontsDirectory === undefined ? {} : { fontsDirectory });
  renderers.set(key, renderer);
  return renderer.render(page, perPage);
}

/** GB/T 9704-2012 7.3.2 and 7.3.3: the first page must show text of the body. */
function firstPageShowsText(compiler: NodeCompiler, document: NodeTypstDocument): boolean {
  const pages: unknown = compiler.query(document, { selector: '<body-starts-on>', field: 'value' });
  return !Array.isArray(pages) || pages.length === 0 || pages[0] === 1;
}
