import { lintForm } from '../../../tools/models/lintForms';
import { readVocabulary } from '../../../tools/models/officeVocabulary';
import { changedForm } from './changedForm';

const vocabulary = readVocabulary();

type Case = [what: string, from: string | RegExp, to: string, message: string];

describe('When a form is changed', () => {
  it.each<Case>([
    [
      'a component that Tasklist 8.6 does not know',
      '"type": "textarea"',
      '"type": "filepicker"',
      '表单格式有误',
    ],
    [
      'a preselected decision',
      '"key": "decision"',
      '"key": "decision", "defaultValue": "agree"',
      '表单格式有误',
    ],
    ['a decision that may be left out', '"required": true', '"required": false', '表单格式有误'],
    ['a label that is not Chinese', '"label": "签发意见"', '"label": "Decision"', '应为中文'],
    [
      'choices in two places',
      '"key": "decision"',
      '"key": "decision", "valuesKey": "namedOptions"',
      'values 或 valuesKey 中的一处',
    ],
    [
      'a frame that stands empty where there is no https',
      '=starts with(briefUrl, \\"https://\\") != true',
      '=false',
      '表单格式有误',
    ],
    ['another page in the frame', '"url": "=briefUrl"', '"url": "=caseUrl"', '表单格式有误'],
    ['an unknown decision', '"value": "agree"', '"value": "approve"', '“approve”未在 vocabulary.json 中登记'],
    ['an unknown variable', '{{reason}}', '{{opinionOfOthers}}', '没有变量 opinionOfOthers'],
    ['a form without the opinions so far', '{{opinionsSoFar}}', '（略）', '应显示 opinionsSoFar'],
    [
      'a form that says nothing while its variables are on their way',
      '内容还没有载入齐全，请刷新页面后再办。',
      '',
      '变量还没有载入时应提示',
    ],
    ['a form that does not say why', '{{reason}}', '', '应显示 reason'],
    ['an unknown list', '"namedOptions"', '"leaderOptions"', '字段 named 应从 namedOptions 中选'],
    [
      'a list for an answer that nothing reads',
      '"key": "named"',
      '"key": "leader"',
      '字段 leader 不是从列表中选的',
    ],
    ['a missing opinion', '"key": "opinion"', '"key": "words"', '缺少字段 opinion'],
    ['a key that comes twice', '"key": "opinion"', '"key": "returnReasons"', '字段 returnReasons 重复'],
    ['another id', '"id": "sign-and-issue"', '"id": "sign"', '应与文件名一致'],
  ])('Then %s is refused', (_what, from, to, message) => {
    const source = changedForm('sign-and-issue', from, to);
    expect(lintForm('sign-and-issue.form', source, vocabulary)).toEqual(
      expect.arrayContaining([expect.stringContaining(message)]),
    );
  });
});
