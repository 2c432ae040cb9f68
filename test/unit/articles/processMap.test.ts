import { elements, jobTypes } from '../../../domain/generated/ids';
import { processMapDocument } from '../../../tools/articles/processMap';

let page: string;
beforeAll(async () => {
  page = await processMapDocument();
});

const rowOf = (id: string): string => page.split('\n').find((line) => line.includes(`\`${id}\` |`)) ?? '';

describe('docs/process-map.md', () => {
  it('then has a row for every element of every diagram', () => {
    const ids = Object.values(elements).flatMap((process) => Object.values<string>(process));
    expect(ids.filter((id) => rowOf(id) === '')).toEqual([]);
  });

  it('then leads from a step to its form, its jobs, its articles and its tests', () => {
    const row = rowOf('userTask_SignAndIssue');
    expect(row).toContain('签发<br>');
    expect(row).toContain('(../forms/sign-and-issue.form)');
    expect(row).toContain('(../workers/case/openStep.ts)');
    expect(row).toContain('(articles.md#art-47)');
    expect(row).toContain('(../test/process/documentApproval.test.ts)');
  });

  it('then leads from a rule task to its table, and from a job to its worker', () => {
    expect(rowOf('businessRuleTask_SignatoryRoute')).toContain('(../processes/signatoryRoute.dmn)');
    for (const type of Object.values(jobTypes))
      expect(page).toContain(`[${type}](../workers/${type.replace('.', '/')}.ts)`);
  });
});
