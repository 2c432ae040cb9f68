import { extensionOf, list, text } from '../readDiagram';
import { ruleFor } from './rule';

/** How many articles the rules have: offices/<office>/office.json says so and lint passes it on. */
export const ruleArticles = (articleCount: number) =>
  ruleFor('bpmn:BaseElement', (node, report) => {
    if (!node.$instanceOf('bpmn:FlowNode') && !node.$instanceOf('bpmn:Process')) return;
    const properties = list(extensionOf(node, 'zeebe:Properties'), 'properties');
    const value = text(
      properties.find((property) => property['name'] === 'ruleArticles'),
      'value',
    );
    if (value === '') return report('应以扩展属性 ruleArticles 注明条文，如 art-47');

    const documentation = list(node, 'documentation')
      .map((one) => text(one, 'text'))
      .join('');
    if (documentation === '') report('应有一句说明');
    for (const article of value.split(',')) {
      const number = /^art-([1-9]\d*)$/.exec(article)?.[1];
      if (number === undefined || Number(number) > articleCount) report(`没有条文 ${article}`);
      else if (!documentation.includes(`第${number}条`)) report(`说明里没有写第${number}条`);
    }
  });
