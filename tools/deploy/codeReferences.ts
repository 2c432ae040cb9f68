import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as generated from '../../domain/generated/ids';

const root = join(__dirname, '..', '..');
const folders = ['domain', 'db', 'engine', 'rendering', 'workers', 'api'];
const elementId =
  /\b(?:userTask|serviceTask|businessRuleTask|callActivity|subProcess|gateway|\w+Event)_[A-Z]\w*/g;
const imported = /import \{([^}]*)\} from '[^']*generated\/ids'/;

/** An id of the diagrams that the programs know by name. */
export interface Reference {
  file: string;
  name: string;
}

/** Names in the programs that no diagram, form or table has any more: what compares with them would never hold. */
export function danglingReferences(): Reference[] {
  const elements = new Set(Object.values(generated.elements).flatMap((ids) => Object.keys(ids)));
  return sourceFiles().flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const where = relative(root, file);
    const ids = [...source.matchAll(elementId)].map(([id]) => id).filter((id) => !elements.has(id));
    return [...new Set([...ids, ...unknownMembers(source)])].map((name) => ({ file: where, name }));
  });
}

/** `messages.documentSubmitted` and the like, of what the file imports from the generated ids. */
function unknownMembers(source: string): string[] {
  const groups = (imported.exec(source)?.[1] ?? '').split(',').map((name) => name.trim());
  const known = generated as unknown as Record<string, Record<string, unknown> | undefined>;
  return groups.flatMap((group) => {
    const names = known[group];
    const members = [...source.matchAll(new RegExp(`\\b${group}\\.([a-z]\\w*)`, 'g'))];
    return names
      ? members.filter(([, name = '']) => !Object.hasOwn(names, name)).map(([whole]) => whole)
      : [];
  });
}

function sourceFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
      .map((name) => join(root, folder, name)),
  );
}
