import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { loadDecision } from '../../domain/decisions';
import { modelFiles, processesFolder } from '../models/modelFiles';
import { elementsOf, extensionOf, list, processesOf, readDiagram, text } from '../models/readDiagram';
import type { Citation } from './citation';
import { articlesIn, articlesInChinese } from './citation';

/** Articles that an element names in its property `ruleArticles`. */
export function articlesOfElement(element: ModdleElement): number[] {
  const properties = list(extensionOf(element, 'zeebe:Properties'), 'properties');
  return properties
    .filter((property) => text(property, 'name') === 'ruleArticles')
    .flatMap((property) => articlesIn(text(property, 'value')));
}

/** Processes and elements of every diagram, as far as they cite articles. */
export async function citationsInDiagrams(): Promise<Citation[]> {
  const citations: Citation[] = [];
  for (const file of modelFiles(processesFolder, '.bpmn')) {
    const diagram = await readDiagram(readFileSync(join(processesFolder, file), 'utf8'));
    for (const process of processesOf(diagram)) {
      const name = text(process, 'name');
      for (const element of [process, ...elementsOf(process)]) {
        const id = text(element, 'id');
        const articles = articlesOfElement(element);
        const label = text(element, 'name') || id;
        citations.push({ kind: 'diagram', path: `processes/${file}`, name, id, label, articles });
      }
    }
  }
  return citations.filter(({ articles }) => articles.length > 0);
}

/** Rows of every decision table: what the column `article` answers and what the annotations name. */
export async function citationsInTables(): Promise<Citation[]> {
  const citations: Citation[] = [];
  for (const file of modelFiles(processesFolder, '.dmn')) {
    const table = await loadDecision(readFileSync(join(processesFolder, file), 'utf8'));
    const column = (output: string): number => table.outputs.findIndex(({ name }) => name === output);
    for (const { id, index, results, annotations } of table.rules) {
      const words = (results[column('words')] ?? '').replace(/^"|"$/g, '');
      citations.push({
        kind: 'table',
        path: `processes/${file}`,
        name: table.name,
        id,
        label: `第${index}行${words && `：${words}`}`,
        articles: [
          ...articlesIn(results[column('article')] ?? ''),
          ...articlesInChinese(annotations.join(' ')),
        ],
      });
    }
  }
  return citations.filter(({ articles }) => articles.length > 0);
}
