import { faultOfDetails, relevantDetails } from '../../../domain/steps/checkDetails';
import type { DecisionMeaning, StepDetails } from '../../../domain/steps/details';

const listed = ['甲', '乙', '丙'].map((name) => ({ value: name, label: `局长${name}` }));
const questions = { reviewers: [], signatories: [], named: [], statements: [], listed };
const except: DecisionMeaning = {
  id: 'grant-leave-except',
  agrees: true,
  needsReasons: true,
  names: false,
  excepts: true,
};
const fault = (excepted?: string[]) =>
  faultOfDetails({ confirmations: [], ...(excepted ? { excepted } : {}) }, questions, except);

test('art-39 除外的须选定，限名单上的人，不能全选', () => {
  expect(fault()).toContain('请选定除外的是哪几位（局长甲、局长乙、局长丙）');
  expect(fault([])).toContain('请选定');
  expect(fault(['丁'])).toContain('不在名单上');
  expect(fault(['甲', '乙', '丙'])).toContain('请改选不同意');
  expect(fault(['甲', '甲'])).toBeNull();
});

test('别的决定不带除外的人：表单里先前勾选的不算', () => {
  const details: StepDetails = { confirmations: [], excepted: ['甲'] };
  expect(relevantDetails(details, { ...except, excepts: false }).excepted).toBeUndefined();
  expect(relevantDetails({ confirmations: [], excepted: ['甲', '甲'] }, except).excepted).toEqual(['甲']);
});
