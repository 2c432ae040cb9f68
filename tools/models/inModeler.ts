import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { decisionDescriptors, diagramDescriptors } from './modelerDescriptor';
import type { Template } from './templateKinds';

const packages = join(__dirname, '..', '..', 'node_modules');

/** What Camunda Modeler is made of. */
const editors = {
  diagrams: 'camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js',
  tables: 'dmn-js/dist/dmn-modeler.production.min.js',
  forms: '@bpmn-io/form-js/dist/form-editor.umd.js',
};

interface Editor {
  get<Service>(name: string): Service;
}
type EditorClass = new (options: object) => Editor;
/** tools/models/openEditor.js */
declare const openEditor: (
  editor: EditorClass,
  xml: string,
  moddleExtensions: object,
  templates?: readonly Template[],
) => Promise<Editor>;
declare const saveAndClose: (editor: Editor) => Promise<string>;
declare const BpmnModeler: EditorClass;
declare const DmnJS: EditorClass;
/** tools/models/secondReview.js */
declare const drawSecondReview: (editor: Editor, templates: readonly Template[]) => void;
declare const FormEditor: {
  createFormEditor(options: object): Promise<{ saveSchema(): object; destroy(): void }>;
};
interface Shape {
  id: string;
  width: number;
}

/** The editors of Camunda Modeler in a headless browser, one fresh editor per file. */
export class InModeler {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(): Promise<InModeler> {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent(
        '<!doctype html><div id="canvas" style="width: 1600px; height: 900px"></div><div id="panel"></div>',
      );
      for (const path of Object.values(editors)) await page.addScriptTag({ path: join(packages, path) });
      await page.addScriptTag({ path: join(__dirname, 'openEditor.js') });
      return new InModeler(browser, page);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** What saving an opened diagram gives. Throws where the editor warns. */
  saveDiagram(xml: string): Promise<string> {
    return this.page.evaluate(
      async ([source, extensions]) => saveAndClose(await openEditor(BpmnModeler, source, extensions)),
      [xml, diagramDescriptors] as const,
    );
  }

  saveTable(xml: string): Promise<string> {
    return this.page.evaluate(
      async ([source, extensions]) => saveAndClose(await openEditor(DmnJS, source, extensions)),
      [xml, { modeler: decisionDescriptors.modeler }] as const,
    );
  }

  saveForm(schema: object): Promise<object> {
    return this.page.evaluate(async (given) => {
      const editor = await FormEditor.createFormEditor({ container: '#panel', schema: given });
      const saved = editor.saveSchema();
      editor.destroy();
      return saved;
    }, schema);
  }

  /** Chooses the template again on every element that has one, and saves; `applied`: ids of those elements. */
  applyTemplatesAnew(xml: string, templates: Template[]): Promise<{ xml: string; applied: string[] }> {
    return this.page.evaluate(
      async ([source, given, extensions]) => {
        const editor = await openEditor(BpmnModeler, source, extensions, given);
        const chooser = editor.get<{
          get(shape: Shape): unknown;
          applyTemplate(shape: Shape, template: unknown): unknown;
        }>('elementTemplates');
        const shapes = editor.get<{ filter(accept: (shape: Shape) => boolean): Shape[] }>('elementRegistry');
        const applied = shapes.filter((one) => Boolean(chooser.get(one)));
        for (const shape of applied) chooser.applyTemplate(shape, chooser.get(shape));
        return { xml: await saveAndClose(editor), applied: applied.map(({ id }) => id) };
      },
      [xml, templates, diagramDescriptors] as const,
    );
  }

  /** Draws a plain task into a diagram's process, gives it an id and chooses a template for it. */
  drawTask(xml: string, id: string, templates: Template[], templateId: string): Promise<string> {
    return this.page.evaluate(
      async ([source, newId, given, chosen, extensions]) => {
        const editor = await openEditor(BpmnModeler, source, extensions, given);
        const modeling = editor.get<{
          createShape(shape: object, position: object, parent: unknown): Shape;
          updateProperties(shape: Shape, properties: object): void;
        }>('modeling');
        const root = editor.get<{ getRootElement(): unknown }>('canvas').getRootElement();
        const task = modeling.createShape({ type: 'bpmn:Task' }, { x: 600, y: 2000 }, root);
        const template = given.find((one) => one.id === chosen);
        const typed = editor
          .get<{ applyTemplate(shape: Shape, template: unknown): Shape }>('elementTemplates')
          .applyTemplate(task, template);
        modeling.updateProperties(typed, { id: newId });
        return saveAndClose(editor);
      },
      [xml, id, templates, templateId, diagramDescriptors] as const,
    );
  }

  /** 发文办理 with 初审 put before 审核, as docs/modeling.md tells. */
  async drawSecondReview(xml: string, templates: Template[]): Promise<string> {
    await this.page.addScriptTag({ path: join(__dirname, 'secondReview.js') });
    return this.page.evaluate(
      async ([source, given, extensions]) => {
        const editor = await openEditor(BpmnModeler, source, extensions, given);
        drawSecondReview(editor, given);
        return saveAndClose(editor);
      },
      [xml, templates, diagramDescriptors] as const,
    );
  }
}
