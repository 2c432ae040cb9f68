import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from './elementTemplates';
import { modelFiles, processesFolder } from './modelFiles';
import { readDiagram, writeDiagram } from './readDiagram';
import { applyTemplates } from './templateUse';

/** For whoever draws by program: marks every element of processes/ with its template, as Modeler does. */
async function main(): Promise<void> {
  const templates = await readTemplates();
  for (const file of modelFiles(processesFolder, '.bpmn')) {
    const path = join(processesFolder, file);
    const definitions = await readDiagram(readFileSync(path, 'utf8'));
    applyTemplates(definitions, templates);
    writeFileSync(path, await writeDiagram(definitions));
  }
}

void main();
