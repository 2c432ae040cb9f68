import type { ModdleElement } from 'bpmn-moddle';
import { elementsOf, extensionOf, processesOf, text } from './readDiagram';
import type { Template } from './templateKinds';

/** The template that belongs to an element: by job type, form, table or called process; undefined where none does. */
export function templateIdOf(element: ModdleElement): string | undefined {
  const of = (type: string, property: string): string => text(extensionOf(element, type), property);
  switch (element.$type) {
    case 'bpmn:ServiceTask':
      return `xingshu.job.${of('zeebe:TaskDefinition', 'type')}`;
    case 'bpmn:UserTask':
      return `xingshu.step.${of('zeebe:FormDefinition', 'formId')}`;
    case 'bpmn:BusinessRuleTask':
      return 'xingshu.decision';
    case 'bpmn:CallActivity':
      return `xingshu.call.${of('zeebe:CalledElement', 'processId')}`;
  }
  return undefined;
}

/** Elements without the template that is theirs, or with an old one; each as a sentence. */
export function useProblems(file: string, definitions: ModdleElement, templates: Template[]): string[] {
  return templated(definitions).flatMap(({ element, id }) => {
    const where = `${file}：${element.id ?? ''}`;
    // A human step may use the template of its form, or the one for any step.
    const general =
      element.$type === 'bpmn:UserTask' && element['get']('zeebe:modelerTemplate') === 'xingshu.step';
    const template = templates.find((one) => one.id === (general ? 'xingshu.step' : id));
    if (!template) return [`${where} 没有模板 ${id}：没有这个作业程序、表单或者可以调用的流程`];
    return isUsing(element, template)
      ? []
      : [`${where} 应使用模板“${template.name}”（${id}）：请在 Modeler 里点选或者更新`];
  });
}

/** Marks every element with its template, as choosing it in Modeler does where all fields are set already. */
export function applyTemplates(definitions: ModdleElement, templates: Template[]): void {
  for (const { element, id } of templated(definitions)) {
    const template = templates.find((one) => one.id === id);
    if (!template) continue;
    element['set']('zeebe:modelerTemplate', id);
    element['set']('zeebe:modelerTemplateVersion', template.version);
    element['set']('zeebe:modelerTemplateIcon', template.icon.contents);
  }
}

function isUsing(element: ModdleElement, { id, version, icon }: Template): boolean {
  return (
    element['get']('zeebe:modelerTemplate') === id &&
    Number(element['get']('zeebe:modelerTemplateVersion')) === version &&
    element['get']('zeebe:modelerTemplateIcon') === icon.contents
  );
}

function templated(definitions: ModdleElement): { element: ModdleElement; id: string }[] {
  return processesOf(definitions)
    .flatMap(elementsOf)
    .flatMap((element) => {
      const id = templateIdOf(element);
      return id === undefined ? [] : [{ element, id }];
    });
}
