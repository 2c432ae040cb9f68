import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { composeCalendar } from '../domain/calendar';
import type { WorkingCalendar } from '../domain/calendar';
import type { HolderRule } from '../domain/people/holders';
import { calendarVersionId } from './calendarVersionId';
import { findContradictions } from './officeChecks';
import { officeFiles } from './officeFiles';
import type { OfficeFiles } from './officeFiles';

export type Labelled = { id: string; label: string };
export type Series = OfficeFiles['office']['series'][number];

/** Every value the routing facts may take, with its label on screen. */
export type Vocabulary = OfficeFiles['vocabulary'] & { series: Labelled[] };

type Settings = Omit<OfficeFiles['office'], 'officeHours' | 'deadlineEndsAt'>;

/** An office as data: offices/<office>/*.json, read, checked and put together. */
export interface Office extends Settings {
  vocabulary: Vocabulary;
  holders: HolderRule[];
  ranks: OfficeFiles['ranks'];
  bodies: OfficeFiles['bodies'];
  people: OfficeFiles['people'];
  portfolios: OfficeFiles['portfolios'];
  meetings: OfficeFiles['meetings'];
  /** What the file says: the first version. What holds now is in the database (`currentCalendar`). */
  calendar: WorkingCalendar;
  readings: OfficeFiles['readings'];
  articles: OfficeFiles['articles'];
  coverage: OfficeFiles['coverage'];
}

/**
 * Reads `folder` (offices/<office>). Throws with every fault it finds, each with its file and field, so that
 * whoever edits an office's data needs no other tool.
 */
export async function readOffice(folder: string): Promise<Office> {
  const files = await readFiles(folder);
  const contradictions = findContradictions(files);
  if (contradictions.length > 0) throw officeFault(folder, contradictions);

  const { office, vocabulary, calendar, ...rest } = files;
  const { officeHours, deadlineEndsAt, ...settings } = office;
  const days = {
    timeZone: office.timeZone,
    deadlineEndsAt,
    officeHours,
    expectsRegionalNotice: calendar.expectsRegionalNotice,
  };
  const version = calendarVersionId(office.id, null, days, calendar.notices);
  return {
    ...settings,
    ...rest,
    vocabulary: { ...vocabulary, series: office.series.map(({ id, label }) => ({ id, label })) },
    calendar: composeCalendar(version, days, calendar.notices),
  };
}

/** The register of readings alone, as a folder of changes may hold it; null where it holds none. */
export async function readReadings(folder: string): Promise<OfficeFiles['readings'] | null> {
  const faults: string[] = [];
  const content = await readJson(join(folder, 'readings.json'), 'readings.json', faults);
  if (content === undefined) return null;
  return officeFiles.readings.parse(content, { error: z.locales.zhCN().localeError });
}

async function readFiles(folder: string): Promise<OfficeFiles> {
  const faults: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(officeFiles)) {
    const fileName = `${name}.json`;
    const content = await readJson(join(folder, fileName), fileName, faults);
    if (content === undefined) continue;
    const parsed = schema.safeParse(content, { error: z.locales.zhCN().localeError });
    if (parsed.success) read[name] = parsed.data;
    else
      faults.push(
        ...parsed.error.issues.map((issue) => `${fileName} 的 ${fieldName(issue.path)}：${issue.message}`),
      );
  }
  if (faults.length > 0) throw officeFault(folder, faults);
  return read as OfficeFiles;
}

async function readJson(path: string, fileName: string, faults: string[]): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    faults.push(
      missing ? `缺少文件 ${fileName}` : `${fileName} 不是有效的 JSON：${(error as Error).message}`,
    );
    return undefined;
  }
}

/** ["persons", 3, "login"] → "persons[3].login". */
function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name.replace(/^\./, '') || '顶层';
}

function officeFault(folder: string, faults: string[]): Error {
  return new Error(`机关数据有误（${folder}）：\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
}
