import type { RunningVersion, WaitingPlace } from '../../db/deployedModels';
import type { Reference } from './codeReferences';
import type { ProcessFacts } from './diagramFacts';
import { factsOf } from './diagramFacts';

/** Why models should not be deployed. */
export interface Refusal {
  message: string;
  /** Whether whoever deploys may insist (`--force`): the engine would run on, and people must know what they do. */
  mayInsist: boolean;
}

export interface Situation {
  /** The processes to be deployed. */
  next: ProcessFacts[];
  /** Job types that have a worker. */
  served: string[];
  running: RunningVersion[];
  waiting: WaitingPlace[];
  dangling: Reference[];
}

/**
 * What would break new cases or those under way. The engine runs each case on by its own version, with the forms
 * and tables deployed with it, and workers judge it by the rule set it pinned: so a removed step or a changed row
 * breaks nothing by itself. What breaks is what the programs no longer do: a job type without worker, an id they
 * compare with that no diagram has, a message that nobody sends any more.
 */
export async function refusalsOf(situation: Situation): Promise<Refusal[]> {
  const versions = await readable(situation.running);
  return [
    ...missingWorkers(situation),
    ...situation.dangling.map(({ file, name }) => ({
      message: `${file} 按标识认得的 ${name} 已不在图、表和表单里：程序会认不出这一步，请改回标识`,
      mayInsist: false,
    })),
    ...versions.flatMap((version) => strandedByJobs(version, situation)),
    ...versions.flatMap((version) => strandedByMessages(version, situation)),
    ...removedWhileWaiting(versions, situation),
    ...removedProcesses(situation),
  ];
}

interface ReadableVersion extends RunningVersion {
  facts: ProcessFacts;
}

async function readable(running: RunningVersion[]): Promise<ReadableVersion[]> {
  const versions: ReadableVersion[] = [];
  for (const version of running) {
    const processes = version.content === null ? [] : await factsOf(version.content);
    const facts = processes.find(({ id }) => id === version.processId);
    if (facts) versions.push({ ...version, facts });
  }
  return versions;
}

function missingWorkers({ next, served }: Situation): Refusal[] {
  return next.flatMap(({ name, jobTypes }) =>
    jobTypes
      .filter((type) => !served.includes(type))
      .map((type) => ({
        message: `“${name}”用到作业类型 ${type}，没有作业程序（workers/${type.replace('.', '/')}.ts）：办到那里会一直等着`,
        mayInsist: false,
      })),
  );
}

function strandedByJobs({ facts, version, instances }: ReadableVersion, { served }: Situation): Refusal[] {
  return facts.jobTypes
    .filter((type) => !served.includes(type))
    .map((type) => ({
      message: `“${facts.name}”第 ${version} 版还有 ${instances} 个在办，用到作业类型 ${type}，已没有作业程序：请保留这个程序，办完再删`,
      mayInsist: false,
    }));
}

function strandedByMessages({ facts, version, instances }: ReadableVersion, { next }: Situation): Refusal[] {
  const known = new Set(next.flatMap(({ awaited }) => awaited));
  return facts.awaited
    .filter((name) => !known.has(name))
    .map((name) => ({
      message: `“${facts.name}”第 ${version} 版还有 ${instances} 个在办，等的消息 ${name} 不再有人发：这些件收不到`,
      mayInsist: true,
    }));
}

function removedWhileWaiting(versions: ReadableVersion[], { next, waiting }: Situation): Refusal[] {
  return waiting.flatMap(({ processId, version, elementId, instances }) => {
    const after = next.find(({ id }) => id === processId);
    if (!after || after.elements.some(({ id }) => id === elementId)) return [];
    const before = versions.find((one) => one.processId === processId && one.version === version);
    const name = before?.facts.elements.find(({ id }) => id === elementId)?.name ?? elementId;
    return [
      {
        message: `“${after.name}”里删去了“${name}”（${elementId}），第 ${version} 版还有 ${instances} 个在办停在那里；它们会按原版本办完，但新图上看不到这一步`,
        mayInsist: true,
      },
    ];
  });
}

/** The engine keeps a process whose file is gone, and its start message still begins cases by it. */
function removedProcesses({ next, running }: Situation): Refusal[] {
  const gone = running.filter(({ processId }) => !next.some(({ id }) => id === processId));
  return [...new Set(gone.map(({ processId }) => processId))].map((processId) => ({
    message: `流程 ${processId} 的文件没有了，还有在办的；引擎里的仍在，开办它的消息仍会开办它`,
    mayInsist: true,
  }));
}
