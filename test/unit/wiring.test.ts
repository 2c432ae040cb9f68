import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as ids from '../../domain/generated/ids';
import { workers } from '../../workers/registry';

const root = join(__dirname, '../..');

test('图中每个作业类型都有作业程序，每个作业程序都在图中', () => {
  expect(workers.map(({ type }) => type).sort()).toEqual(Object.values(ids.jobTypes).sort());
});

test('作业类型即文件路径', () => {
  for (const { type } of workers) {
    const [area = '', name = ''] = type.split('.');
    expect(existsSync(join(root, 'workers', area, `${name}.ts`))).toBe(true);
  }
});

test('每张表单、每个决策都有文件', () => {
  for (const form of Object.values(ids.forms))
    expect(existsSync(join(root, 'forms', `${form}.form`))).toBe(true);
  for (const decision of Object.values(ids.decisions)) {
    expect(existsSync(join(root, 'processes', `${decision}.dmn`))).toBe(true);
  }
});

test('送审所发消息就是流程的开始消息', () => {
  expect(Object.values(ids.messages)).toContain('document.submitted');
});
