import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from './renderPage';
import { samplePages } from './samplePages';

/**
 * Writes sample papers of the 15 kinds as PDF, for people to look at after a change of the templates:
 * `node --import tsx rendering/sample.ts <directory> [count]`. Subjects and names are invented.
 */
async function main(directory: string, count: number): Promise<void> {
  mkdirSync(directory, { recursive: true });
  for (const { name, page } of samplePages(count)) {
    const { pdf, pages } = await renderPage(page);
    writeFileSync(join(directory, `${name}.pdf`), pdf);
    process.stdout.write(`${name}.pdf: ${pages} 页，${Math.ceil(pdf.length / 1024)} KB\n`);
  }
}

const [directory, count = '100'] = process.argv.slice(2);
if (directory === undefined)
  throw new Error('usage: node --import tsx rendering/sample.ts <directory> [count]');
void main(directory, Number(count));
