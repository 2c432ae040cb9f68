import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPackages } from '../../tools/completeLock';

const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'));

test('锁文件列全各平台的可选包，否则 npm ci 不收（npm run lock 可补）', () => {
  expect(missingPackages(lock.packages)).toEqual([]);
});

test('锁文件不含下载地址', () => {
  expect(JSON.stringify(lock)).not.toMatch(/"resolved":"https?:/);
});
