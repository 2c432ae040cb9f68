import { isMarkedName } from '../../../domain/document/classifiedName';

test.each([
  '机密★3年 防沙治沙方案.pdf',
  '防沙治沙方案秘密☆.docx',
  '（秘密）防沙治沙方案.pdf',
  '防沙治沙方案【绝密】',
  '防沙治沙方案(机密级).pdf',
  '机密.pdf',
  '秘密级',
  '绝密-方案.pdf',
  '机密 方案.pdf',
])('法则12 “%s”标有密级', (name) => {
  expect(isMarkedName(name)).toBe(true);
});

test.each([
  '商业秘密保护办法（送审稿）.pdf',
  '保守国家秘密工作总结.docx',
  '（工作秘密）资金安排.xlsx',
  '秘密监管办法.pdf',
  '防沙治沙方案.v2.pdf',
  '机密性评估.pdf',
  '',
])('“%s”没有标密级', (name) => {
  expect(isMarkedName(name)).toBe(false);
});
