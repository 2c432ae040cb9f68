import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { InModeler } from '../../../tools/models/inModeler';
import { lintDiagram } from '../../../tools/models/lintDiagrams';
import { lintForm } from '../../../tools/models/lintForms';
import { formsFolder, modelFiles, processesFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';
import { list, readDiagram, text, writeDiagram } from '../../../tools/models/readDiagram';

/** Opened and saved by what Camunda Modeler is made of; what may differ: docs/adr/0009-round-trip.md. */
jest.setTimeout(60_000);
const vocabulary = readVocabulary();

let modeler: InModeler;
beforeAll(async () => {
  modeler = await InModeler.open();
});
afterAll(() => modeler?.close());

describe.each(modelFiles(processesFolder, '.bpmn'))('When %s is opened and saved', (file) => {
  const before = readFileSync(join(processesFolder, file), 'utf8');
  let after: string;
  beforeAll(async () => {
    after = await modeler.saveDiagram(before);
  });

  it('Then everything but the drawing is written letter by letter as before', async () => {
    expect(await withoutDrawing(after)).toBe(await withoutDrawing(before));
  });

  it('Then the drawing has moved as a whole at most', async () => {
    const [was, is] = [await pointsOf(before), await pointsOf(after)];
    expect([...is.keys()].sort()).toEqual([...was.keys()].sort());
    const moves = [...is].map(([place, { x, y }]) => `${x - was.get(place)!.x},${y - was.get(place)!.y}`);
    expect(new Set(moves).size).toBe(1);
  });

  it('Then lint accepts it, and saving it once more changes nothing', async () => {
    expect(await lintDiagram(file, after, vocabulary.articleCount)).toEqual([]);
    expect(await modeler.saveDiagram(after)).toBe(after);
  });
});

test.each(modelFiles(processesFolder, '.dmn'))(
  'When %s is opened and saved, then no letter of it changes',
  async (file) => {
    const before = readFileSync(join(processesFolder, file), 'utf8');
    expect(await modeler.saveTable(before)).toBe(before);
  },
);

test.each(modelFiles(formsFolder, '.form'))(
  'When %s is opened and saved, then it differs in the version of its schema alone, and lint accepts it',
  async (file) => {
    const before = JSON.parse(readFileSync(join(formsFolder, file), 'utf8')) as { schemaVersion: number };
    const after = (await modeler.saveForm(before)) as { schemaVersion: number };
    expect({ ...after, schemaVersion: before.schemaVersion }).toEqual(before);
    expect(after.schemaVersion).toBeGreaterThanOrEqual(before.schemaVersion);
    expect(lintForm(file, JSON.stringify(after), vocabulary)).toEqual([]);
  },
);

async function withoutDrawing(xml: string): Promise<string> {
  const definitions = await readDiagram(xml);
  definitions['diagrams'] = [];
  return writeDiagram(definitions);
}

/** Corners and bends of everything drawn, by place. Labels are left out: the editor measures their letters anew. */
async function pointsOf(xml: string): Promise<Map<string, { x: number; y: number }>> {
  const definitions = await readDiagram(xml);
  const drawn = list(definitions, 'diagrams').flatMap((diagram) =>
    list(diagram['plane'] as ModdleElement, 'planeElement'),
  );
  return new Map(
    drawn.flatMap((di) =>
      [di['bounds'] as ModdleElement | undefined, ...list(di, 'waypoint')].flatMap((point, index) =>
        point ? [[`${text(di, 'id')} ${index}`, { x: Number(point['x']), y: Number(point['y']) }]] : [],
      ),
    ) as [string, { x: number; y: number }][],
  );
}
