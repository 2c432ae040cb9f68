/** Modeler's own attributes of a file, as its moddle extensions describe them. */
function modelerDescriptor(extended: string) {
  const attribute = (name: string) => ({ name, isAttr: true, type: 'String' });
  return {
    name: 'Camunda Modeler',
    prefix: 'modeler',
    uri: 'http://camunda.org/schema/modeler/1.0',
    xml: { tagAlias: 'lowerCase' },
    types: [
      {
        name: 'Definitions',
        isAbstract: true,
        extends: [extended],
        properties: [attribute('executionPlatform'), attribute('executionPlatformVersion')],
      },
    ],
  };
}

const columnWidths = {
  name: 'bpmn.io DI for DMN',
  prefix: 'biodi',
  uri: 'http://bpmn.io/schema/dmn/biodi/2.0',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'ColumnWidth',
      isAbstract: true,
      extends: ['dmn:InputClause', 'dmn:OutputClause'],
      properties: [{ name: 'width', isAttr: true, type: 'Integer' }],
    },
    {
      name: 'AnnotationsWidth',
      isAbstract: true,
      extends: ['dmn:DecisionTable'],
      properties: [{ name: 'annotationsWidth', isAttr: true, type: 'Integer' }],
    },
  ],
};

export const diagramDescriptors = { modeler: modelerDescriptor('bpmn:Definitions') };
export const decisionDescriptors = { modeler: modelerDescriptor('dmn:Definitions'), biodi: columnWidths };
