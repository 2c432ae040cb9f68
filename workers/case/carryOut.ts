import type { PoolClient } from 'pg';
import { appendLedger } from '../../db/ledger';
import type { LedgerEntry } from '../../db/ledger';
import { voidSignatures } from '../../db/signatures';
import type { StepResult } from '../../db/steps';
import { freezeVersion } from '../../db/versions';
import { capacityLabel, nameOfCapacity } from '../../domain/people/nameOfCapacity';
import type { WorkerDeps } from '../deps';
import type { Conclusion } from './conclusion';

type Decision = WorkerDeps['office']['vocabulary']['decisions'][number];

function meaningOf({ office }: WorkerDeps, id: string): Decision | undefined {
  return office.vocabulary.decisions.find((decision) => decision.id === id);
}

/** A decision that hands in a changed text is about that text: its version is made before the act is recorded. */
export async function freezeIfDecided(deps: WorkerDeps, sql: PoolClient, result: StepResult): Promise<void> {
  const change = meaningOf(deps, result.decision)?.freezes;
  if (!change || !result.personId) return;
  const version = await freezeVersion(sql, {
    caseId: result.caseId,
    createdBy: result.personId,
    effectKey: `version:${result.elementInstanceKey}`,
    change,
  });
  result.versionId = version.id;
  await sql.query('update cases set title = $2 where id = $1', [result.caseId, version.content.title]);
}

/** What an accepted decision entails beyond its own record. */
export async function carryOut(
  deps: WorkerDeps,
  sql: PoolClient,
  { step, result, terms }: Conclusion,
): Promise<void> {
  const decision = meaningOf(deps, result.decision);
  // Law 3: nothing signed survives a return or a change of substance; what comes back is signed anew.
  if (decision?.voidsSignatures) {
    await voidSignatures(sql, step.caseId, `${result.actor}${decision.label}：${result.opinion}`);
  }
  const { reviewer, signatory } = result.details;
  if (!reviewer && !signatory) return;
  const picked = [
    ...(reviewer ? [`审核人${nameOfCapacity(reviewer, terms.people)}`] : []),
    ...(signatory ? [`${terms.route.act}人${nameOfCapacity(signatory, terms.people)}`] : []),
  ].join('，');
  const { article, reading, words } = terms.route;
  await appendLedger(sql, {
    caseId: step.caseId,
    kind: 'signatory-picked',
    personId: result.personId,
    actor: result.actor,
    capacity: null,
    summary: `选定${picked}`,
    data: { reviewer: reviewer ?? null, signatory: signatory ?? null },
    rule: { article, reading, words, ruleSet: terms.rule.ruleSet },
    effectKey: `picked:${step.elementInstanceKey}`,
    at: result.actedAt,
  });
}

/** The act as one line of the ledger. */
export function ledgerEntry(deps: WorkerDeps, { step, result, judgement, terms }: Conclusion): LedgerEntry {
  const decision = meaningOf(deps, result.decision);
  const { named } = result.details;
  const to = named ? `（${nameOfCapacity(named, terms.people)}）` : '';
  const { onBehalfOf } = judgement;
  const by = onBehalfOf ? `（受${capacityLabel(onBehalfOf)}委托，${onBehalfOf.basis}）` : '';
  const decided = `${step.act}：${decision?.label ?? result.decision}${to}${by}`;
  return {
    caseId: step.caseId,
    kind: result.accepted ? 'step-done' : 'step-refused',
    personId: judgement.personId,
    actor: judgement.personName,
    capacity: judgement.postLabel || null,
    summary: result.accepted ? decided : `不予采认：${result.refusal}`,
    data: {
      elementId: step.elementId,
      decision: result.decision,
      opinion: result.opinion,
      details: result.details,
      source: result.source,
      grade: result.grade,
      ...(onBehalfOf ? { onBehalfOf } : {}),
      versionSha256: result.versionSha256,
    },
    rule: result.rule,
    effectKey: `step-ended:${step.elementInstanceKey}`,
    at: result.actedAt,
  };
}
