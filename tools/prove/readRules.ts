import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Office } from '../../db/officeSchema';
import { readOffice, readReadings } from '../../db/officeSchema';
import { loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import type { PeopleSnapshot } from '../../domain/people/types';
import { currentOffice, modelFiles, officeFiles } from '../models/modelFiles';
import { readVocabulary } from '../models/officeVocabulary';
import { elementsOf, processesOf, readDiagram, text } from '../models/readDiagram';
import type { DecisionSurroundings } from '../models/tableInputs';

/** The tables that are deployed together, and what they may ask about. */
export interface Rules {
  /** By decision id, in the order of their files. */
  tables: Map<string, DecisionTable>;
  /** Names of the tables that a folder of changes gave. */
  replaced: string[];
  surroundings: DecisionSurroundings & { stepNames: Map<string, string> };
  office: Office;
}

/**
 * Reads an office and the tables that it would deploy: its own, and the project's where it has none by that name.
 * A table in `folder` stands in for that of the same name; the folder need not hold them all. The same goes for
 * diagrams, which say what steps there are, and for the register of readings (readings.json). Throws, in Chinese, where a file can't be read.
 */
export async function readRules(folder?: string, officeFolder = currentOffice()): Promise<Rules> {
  const own = folder === undefined ? [] : modelFiles(folder, '.dmn');
  const office = await readOffice(officeFolder);
  const readings = folder === undefined ? null : await readReadings(folder);
  if (folder !== undefined && own.length === 0 && !readings)
    throw new Error(`${folder} 里没有决策表（.dmn），也没有适用口径（readings.json）`);
  const tables = new Map<string, DecisionTable>();
  for (const { name, path } of filesOf(officeFolder, '.dmn', folder)) {
    const table = await readTable(path, name);
    tables.set(table.id, table);
  }
  const stepNames = await readStepNames(filesOf(officeFolder, '.bpmn', folder));
  return {
    tables,
    replaced: [...own.map((name) => name.slice(0, -'.dmn'.length)), ...(readings ? ['适用口径'] : [])],
    surroundings: {
      vocabulary: readVocabulary(officeFolder, readings ?? office.readings),
      userTasks: [...stepNames.keys()],
      stepNames,
    },
    office: { ...office, readings: readings ?? office.readings },
  };
}

interface Source {
  name: string;
  path: string;
}

function filesOf(officeFolder: string, extension: string, folder: string | undefined): Source[] {
  const files = new Map<string, Source>(
    officeFiles('processes', extension, officeFolder).map((file) => [file.name, file]),
  );
  for (const name of folder === undefined ? [] : modelFiles(folder, extension)) {
    files.set(name, { name, path: join(folder ?? '', name) });
  }
  return [...files.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function readTable(path: string, name: string): Promise<DecisionTable> {
  return loadDecision(readFileSync(path, 'utf8')).catch((error: Error) => {
    throw new Error(`${name}：${error.message}`, { cause: error });
  });
}

/** Human step → its name in the diagram. */
async function readStepNames(diagrams: Source[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { path } of diagrams) {
    const diagram = await readDiagram(readFileSync(path, 'utf8'));
    for (const element of processesOf(diagram).flatMap(elementsOf)) {
      if (element.$type === 'bpmn:UserTask') names.set(text(element, 'id'), text(element, 'name'));
    }
  }
  return names;
}

/** The office as its files say it begins: everyone in the posts named there, nobody away, nothing delegated. */
export function peopleOf({ ranks, bodies, people, portfolios }: Office): PeopleSnapshot {
  return {
    at: new Date(`${people.heldFrom}T12:00:00Z`),
    ranks,
    bodies,
    persons: people.persons.map(({ id, login, displayName }) => ({ id, login, displayName })),
    posts: people.posts.map(({ body, rank, ...post }) => ({ ...post, bodyId: body, rankId: rank ?? null })),
    holdings: people.persons.flatMap(({ id, posts }) => posts.map((postId) => ({ personId: id, postId }))),
    portfolios: portfolios.portfolios.flatMap(({ post, bodies: divided }) =>
      divided.map((bodyId) => ({ postId: post, bodyId })),
    ),
    pairings: portfolios.pairings.map(({ secretary, leader }) => ({
      secretaryPostId: secretary,
      leaderPostId: leader,
    })),
    delegations: [],
    absences: [],
  };
}
