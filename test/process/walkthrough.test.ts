import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `npm run walkthrough` shows, in every office. */
const root = join(__dirname, '../..');
const run = (...words: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/walkthrough/main.ts', ...words], {
    cwd: root,
  });
jest.setTimeout(240_000);

test('会议演示走完全程：议题、议程、合订本、请假、决定、督办、印发', async () => {
  const { stdout } = await run('meeting');
  expect(stdout).toContain('会议从议题到会后办理全部走通');
  const packet = /合订本，共(?<pages>\d+)页　(?<file>.*\.pdf)/u.exec(stdout)?.groups;
  expect(Number(packet?.['pages'])).toBeGreaterThan(5);
  expect(
    readFileSync(packet?.['file'] ?? '')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(stdout).toMatch(/文件印发　.*〔\d{4}〕\d+号/u);
});

test('演示的名目写错了，说明怎样写', async () => {
  await expect(run('meetings')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('用法') });
});
