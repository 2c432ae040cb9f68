import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { readTemplates } from './elementTemplates';
import { InModeler } from './inModeler';
import { processesFolder } from './modelFiles';
import { decisionDescriptors, diagramDescriptors } from './modelerDescriptor';
import type { Template } from './templateKinds';

/**
 * Draws the pictures of docs/modeling.md with the editors that Camunda Modeler is made of: `node --import tsx
 * tools/models/modelingPictures.ts`. Not part of `npm run generate`: the pictures show an example, not the models.
 */
const root = join(__dirname, '..', '..');
const images = join(root, 'docs', 'images');
const packages = join(root, 'node_modules');

interface Editor {
  importXML(xml: string): Promise<unknown>;
  get<Service>(name: string): Service;
  getViews(): { type: string }[];
  open(view: { type: string }): Promise<unknown>;
}
interface Shape {
  x: number;
  width: number;
  labelTarget?: unknown;
}
interface Registry {
  filter(accept: (shape: Shape) => boolean): Shape[];
  getGraphics(shape: Shape): unknown;
}
interface Drawing {
  update(kind: 'shape', shape: Shape, graphics: unknown): void;
}
declare const BpmnModeler: new (options: object) => Editor;
declare const requestAnimationFrame: (callback: (value: unknown) => void) => number;
declare const DmnJS: new (options: object) => Editor;

async function main(): Promise<void> {
  mkdirSync(images, { recursive: true });
  const templates = await readTemplates();
  const approval = read('document-approval.bpmn');
  const modeler = await InModeler.open();
  const second = await modeler.drawSecondReview(approval, templates);
  await modeler.close();
  const browser = await launchBrowser();
  try {
    await drawDiagram(browser, templates, 'modeling-template', second, 'userTask_FirstReview', true);
    await drawDiagram(browser, templates, 'modeling-second-reviewer', second, 'userTask_FirstReview', false);
    await drawTable(browser, 'modeling-time-limit', withLongerLimit(read('timeLimits.dmn')), 4);
    await drawTable(browser, 'modeling-human-steps', withFirstReview(read('humanSteps.dmn')), 5);
  } finally {
    await browser.close();
  }
}

function read(name: string): string {
  return readFileSync(join(processesFolder, name), 'utf8');
}

/** Row 1: five working days instead of three. */
function withLongerLimit(xml: string): string {
  return xml.replace('<text>3</text>', '<text>5</text>');
}

/** A row for 初审, made from that of 审核文稿 as a person would copy it. */
function withFirstReview(xml: string): string {
  const [row = ''] = /<rule id="rule_ReviewByDraftingUnit">[^]*?<\/rule>/.exec(xml) ?? [];
  const copy = row
    .replaceAll('ReviewByDraftingUnit', 'FirstReview')
    .replace('"drafting-unit-principal"', '"deputy-secretary-general"')
    .replace('["withdraw"]', '[]')
    .replaceAll(/art-9|第9条/g, (cited) => cited.replace('9', '47'))
    .replace('随办事项：没有人办之前，拟稿人可以撤回。', '')
    .replace('主办单位主要负责人对本单位的文稿负责，先行审核。', '分管领导审核之前，由副秘书长初审。');
  return xml.replace(row, `${row}\n      ${copy}`);
}

async function drawDiagram(
  browser: Browser,
  templates: Template[],
  name: string,
  xml: string,
  selected: string,
  withPanel: boolean,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: withPanel ? 1150 : 900, height: withPanel ? 640 : 420 },
  });
  await page.setContent(
    `<!doctype html><body style="margin:0;display:flex;font-family:sans-serif"><div id="canvas" style="flex:1;height:100vh"></div>
     <div id="panel" style="width:${withPanel ? 420 : 0}px;height:100vh;overflow:auto"></div></body>`,
  );
  for (const css of [
    'camunda-cloud-modeler',
    'element-templates',
    'properties-panel',
    'bpmn-js',
    'diagram-js',
  ])
    await page.addStyleTag({ path: join(packages, 'camunda-bpmn-js/dist/assets', `${css}.css`) });
  const bundle = 'camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js';
  await page.addScriptTag({ path: join(packages, bundle) });
  await page.evaluate(
    async ([source, given, extensions, id]) => {
      const editor = new BpmnModeler({
        container: '#canvas',
        propertiesPanel: {
          parent: '#panel',
          layout: { groups: { ElementTemplates__CustomProperties: { open: true } } },
        },
        moddleExtensions: extensions,
      });
      await editor.importXML(source);
      editor.get<{ setTemplates(all: unknown[]): void }>('elementTemplatesLoader').setTemplates([...given]);
      const shape = editor.get<{ get(one: string): { x: number; y: number } }>('elementRegistry').get(id);
      // Lines of Chinese are as wide as their box to the pixel, and the editor breaks them: a little room.
      const shapes = editor.get<Registry>('elementRegistry');
      for (const label of shapes.filter(({ labelTarget }) => labelTarget !== undefined)) {
        label.x -= 6;
        label.width += 12;
        editor.get<Drawing>('graphicsFactory').update('shape', label, shapes.getGraphics(label));
      }
      const canvas = editor.get<{ viewbox(box: object): void }>('canvas');
      canvas.viewbox({ x: shape.x - 130, y: shape.y - 180, width: 780, height: 430 });
      // The panel draws itself first; only then does it follow the selection.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      editor.get<{ select(one: unknown): void }>('selection').select(shape);
    },
    [xml, templates, diagramDescriptors, selected] as const,
  );
  if (withPanel) await openGroups(page);
  await page
    .locator('.djs-palette, .djs-minimap, .djs-context-pad-parent, .djs-context-pad')
    .evaluateAll((all) => all.forEach((one) => one.remove()));
  await save(page, name);
}

/** The panel's groups are closed at first. */
async function openGroups(page: Page): Promise<void> {
  const headers = page.locator(
    '.bio-properties-panel-group-header.empty, .bio-properties-panel-group-header',
  );
  for (const header of await headers.all()) {
    const text = (await header.textContent()) ?? '';
    if (/办理|依据/.test(text)) await header.click();
  }
}

async function drawTable(browser: Browser, name: string, xml: string, rows: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1150, height: 170 + 70 * rows } });
  await page.setContent(
    '<!doctype html><body style="margin:0;font-family:sans-serif"><div id="canvas" style="height:100vh"></div></body>',
  );
  for (const css of [
    'dmn-js-shared',
    'dmn-js-decision-table',
    'dmn-js-decision-table-controls',
    'dmn-js-drd',
  ])
    await page.addStyleTag({ path: join(packages, 'dmn-js/dist/assets', `${css}.css`) });
  await page.addScriptTag({ path: join(packages, 'dmn-js/dist/dmn-modeler.production.min.js') });
  await page.evaluate(
    async ([source, extensions]) => {
      const editor = new DmnJS({ container: '#canvas', moddleExtensions: extensions });
      await editor.importXML(source);
      const view = editor.getViews().find(({ type }) => type === 'decisionTable');
      if (view) await editor.open(view);
    },
    [xml, { modeler: decisionDescriptors.modeler }] as const,
  );
  await save(page, name);
}

async function save(page: Page, name: string): Promise<void> {
  writeFileSync(join(images, `${name}.png`), await page.screenshot({ type: 'png' }));
  await page.close();
}

if (require.main === module) void main();
