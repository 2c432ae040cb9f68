import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Diagrams and tables, forms. */
export type ModelFolder = 'processes' | 'forms';

export interface ModelFile {
  name: string;
  path: string;
  /** False where the office has a file of its own by this name. */
  isShared: boolean;
}

/**
 * The models of an office, by name: a file in its own processes/ or forms/ stands in for the project's file of the
 * same name.
 *
 * @param extension ".bpmn", ".dmn" or ".form"
 */
export function officeModels(
  root: string,
  officeFolder: string,
  folder: ModelFolder,
  extension: string,
): ModelFile[] {
  const files = new Map<string, ModelFile>();
  for (const name of namesIn(join(root, folder), extension))
    files.set(name, { name, path: join(root, folder, name), isShared: true });
  for (const name of namesIn(join(officeFolder, folder), extension))
    files.set(name, { name, path: join(officeFolder, folder, name), isShared: false });
  return [...files.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The text of a model. A shared diagram cites the office's own articles instead of those it was drawn by. */
export function readModel(file: ModelFile, articles?: Record<string, string>): string {
  const source = readFileSync(file.path, 'utf8');
  const isShared = file.isShared && file.name.endsWith('.bpmn');
  return isShared && articles ? withArticles(source, articles, file.name) : source;
}

/** "art-47" and 第47条 become what `articles` says; throws where it says nothing of one that is cited. */
export function withArticles(source: string, articles: Record<string, string>, name: string): string {
  const own = (number: string): string => {
    const article = articles[`art-${number}`];
    if (!article)
      throw new Error(`office.json 的 diagramArticles：没有写 ${name} 引用的 art-${number} 对应哪一条`);
    return article.slice('art-'.length);
  };
  return source
    .replace(/\bart-(\d+)\b/g, (_, number: string) => `art-${own(number)}`)
    .replace(/第(\d+)条/g, (_, number: string) => `第${own(number)}条`);
}

function namesIn(folder: string, extension: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(extension)) : [];
}
