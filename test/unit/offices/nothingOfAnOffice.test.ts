import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readOffice } from '../../../db/officeSchema';
import { allOffices } from '../../../tools/models/modelFiles';

const root = join(__dirname, '../../..');
const folders = ['domain', 'db', 'engine', 'rendering', 'workers', 'api', 'local', 'deploy'];
/** Specimens of pages, to look at the layout by. */
const specimens = ['rendering/samplePages.ts', 'rendering/sampleSubjects.ts'];

/** What only this office calls so: its name, ranks, numbers' marks, bodies; by label, and holders and series by id. */
async function ownWords(folder: string): Promise<string[]> {
  const { name, ranks, series, bodies, holders } = await readOffice(folder);
  const labels = [...ranks, ...bodies.map(({ shortName }) => ({ label: shortName }))].map(
    ({ label }) => label,
  );
  const marks = series.flatMap(({ mark, issuer }) => [mark, issuer]);
  // A hyphen tells an id from a word of the language.
  const named = holders.filter(({ id, relation }) => id !== relation);
  const ids = [...named, ...series, ...ranks].map(({ id }) => id).filter((id) => id.includes('-'));
  return [...new Set([name, ...labels, ...marks, ...ids])];
}

function literalsOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (isText) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((path) => path.endsWith('.ts') && !specimens.includes(path));

it('No program says what only one office’s data may say: ranks, bodies, holders, numbers', async () => {
  const words = (await Promise.all(allOffices().map(ownWords))).flat();
  const told = files.flatMap((path) =>
    literalsOf(path).flatMap((literal) =>
      words
        .filter((word) => literal.includes(word))
        .map((word) => `${path}：${word}（${literal.slice(0, 40)}）`),
    ),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(told).toEqual([]);
});
