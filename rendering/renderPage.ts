import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { checkPage } from './checkPage';
import { openCompiler, pageCompiler, type PageCompiler, type RenderedPages } from './compiler';
import type { Page, PageFormat } from './page';
import { toTemplateInput } from './templateInput';

export interface RendererOptions {
  /** The office's own fonts (.ttf, .otf, .ttc), which take the place of the packages' */
  fontsDirectory?: string;
}

export interface RenderOptions extends RendererOptions {
  /** PDF/A-2b for the archive instead of PDF 1.7 */
  pdfA?: boolean;
}

export interface Renderer {
  render(page: Page, options?: { pdfA?: boolean }): RenderedPages;
}

const formats = ['document', 'letter', 'order', 'minutes'] as const satisfies readonly PageFormat[];

/**
 * With a compiler of its own, unless it is given one. Rendering is synchronous and deterministic: the same page and fonts give
 * the same bytes; there is no clock in it. Throws RenderingError, with a Chinese message, for missing fonts.
 */
export function createRenderer(
  options: RendererOptions = {},
  compiler: PageCompiler = openCompiler(options.fontsDirectory),
): Renderer {
  const templates = new Map<PageFormat, string>(
    formats.map((format) => [format, readFileSync(join(__dirname, 'templates', `${format}.typ`), 'utf8')]),
  );
  const compile = (page: Page, addresseesInImprint: boolean): NodeTypstDocument => {
    const inputs = { page: toTemplateInput(page, compiler.fonts, addresseesInImprint) };
    return compiler.compile(templates.get(page.format) ?? '', inputs, '公文');
  };

  return {
    render(page, { pdfA = false } = {}) {
      checkPage(page);
      const first = compile(page, false);
      const document = firstPageShowsText(compiler, first) ? first : compile(page, true);
      return compiler.write(document, { pdfA });
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
  const renderer = renderers.get(key) ?? createRenderer({}, pageCompiler(fontsDirectory));
  renderers.set(key, renderer);
  return renderer.render(page, perPage);
}

/** GB/T 9704-2012 7.3.2 and 7.3.3: the first page must show text of the body. */
function firstPageShowsText(compiler: PageCompiler, document: NodeTypstDocument): boolean {
  const pages: unknown = compiler.query(document, '<body-starts-on>');
  return !Array.isArray(pages) || pages.length === 0 || pages[0] === 1;
}
