import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { findFonts, type Fonts } from './fonts';
import { RenderingError } from './renderingError';

export interface RenderedPages {
  pdf: Uint8Array;
  pages: number;
}

export interface PageCompiler {
  fonts: Fonts;
  /** Throws RenderingError TEMPLATE_FAILED; `what` names the paper: 公文, 表单. */
  compile(template: string, inputs: Record<string, string>, what: string): NodeTypstDocument;
  /** Of a compiled document; PDF/A-2b for the archive instead of PDF 1.7. */
  write(document: NodeTypstDocument, options?: { pdfA?: boolean }): RenderedPages;
  query(document: NodeTypstDocument, selector: string): unknown;
}

/** Compilations after which the compiler forgets an unused intermediate result. */
const CACHE_AGE = 10;

const kept = new Map<string, PageCompiler>();

/**
 * The compiler of all that this process prints, one per folder of fonts: they are opened once, which takes some 80 ms, and stay
 * in memory (some 55 MB). Synchronous and deterministic. Throws RenderingError for missing fonts.
 */
export function pageCompiler(fontsDirectory?: string): PageCompiler {
  const key = fontsDirectory ?? '';
  const opened = kept.get(key) ?? openCompiler(fontsDirectory);
  kept.set(key, opened);
  return opened;
}

export function openCompiler(fontsDirectory?: string): PageCompiler {
  const fonts = findFonts(fontsDirectory);
  const compiler = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: fonts.paths }] });
  return {
    fonts,
    compile(template, inputs, what) {
      const compiled = compiler.compile({ mainFileContent: template, inputs });
      if (compiled.result !== null) return compiled.result;
      const error = compiled.takeError();
      const detail = error === null ? '' : JSON.stringify(compiler.fetchDiagnostics(error));
      throw new RenderingError('TEMPLATE_FAILED', `${what}排版失败，请联系系统管理员：${detail}`);
    },
    write(document, { pdfA = false } = {}) {
      const pdf = compiler.pdf(document, pdfA ? { pdfStandard: 'a-2b' } : {});
      compiler.evictCache(CACHE_AGE);
      return { pdf, pages: document.numOfPages };
    },
    query: (document, selector) => compiler.query(document, { selector, field: 'value' }),
  };
}
