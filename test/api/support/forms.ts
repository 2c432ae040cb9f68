import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPool } from '../../../db/pool';
import { saveRuleSet } from '../../../db/ruleSets';
import type { ApiUnderTest } from './apiUnderTest';
import { content, facts } from './stories';

const folder = join(__dirname, '../../../processes');

/** Makes the office's own tables the current ones: what people read on the pages is mostly their words. */
export async function useOfficeTables(api: ApiUnderTest): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.dmn'));
  const decisions = Object.fromEntries(
    files.map((name) => [name.replace('.dmn', ''), readFileSync(join(folder, name), 'utf8')]),
  );
  const source = { name: '规则', source: '测试', inForceFrom: '2019-02-18', decisions };
  const admin = createPool(api.adminUrl, 1);
  api.ruleSetHash = await saveRuleSet(admin, source);
  await admin.end();
}

const typed = {
  ...facts,
  normative: '',
  wideInterest: '',
  counties: '',
  title: content.title,
  addressees: content.addressees.join('\n'),
  body: content.body,
  copyTo: '',
};

/** The draft form as a browser sends it. */
export function draftForm(change: Record<string, string>, file?: { bytes: string; name: string }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...typed, ...change })) data.set(name, String(value));
  if (file) data.set('file', new Blob([file.bytes]), file.name);
  return data;
}

/** Where a page's draft form goes to, and the revision it changes. */
export const formOf = (text: string) => ({
  action: /action="(\/drafts\/[0-9a-f-]+)"/.exec(text)?.[1] ?? '',
  revision: /name="revision" value="(\d+)"/.exec(text)?.[1] ?? '',
});

export const location = (answer: { headers: Headers }): string => answer.headers.get('location') ?? '';
