import { randomUUID } from 'node:crypto';
import type { Block } from '../domain/document/text';
import type { CaseFacts, Grounds } from '../domain/routing/facts';
import { currentCalendar } from './calendar';
import { insertCase, submitCase } from './cases';
import { insertDraft } from './drafts';
import { appendLedger } from './ledger';
import { enqueue } from './outbox';
import type { Queryable } from './pool';
import { currentReadings } from './readings';
import { loadRuleSet } from './ruleSets';
import { freezeVersion } from './versions';

/** A matter that a process handles without a paper being signed: a topic, a meeting, a leave, a supervised task. */
export interface NewMatter {
  /** Given where it must be the same however often it is asked for (law 1); else a new one. */
  caseId?: string;
  processId: string;
  /** The message by which its process begins. */
  startMessage: string;
  /** What it is called on forms: 议题, 请假. */
  kindLabel: string;
  title: string;
  /** What its first version says. */
  blocks: Block[];
  openedBy: { personId: string; personName: string; postId: string; postLabel: string; bodyId: string };
  bodyName: string;
  /** What its decision tables ask, where they ask more than nothing. */
  facts?: Partial<CaseFacts>;
  /** First line of its ledger. */
  summary: string;
  /** The whole address of its own page. */
  pageUrl: string;
  /** Ids and routing facts for the engine, never content (law 12). */
  variables?: Record<string, unknown>;
}

/** Facts of a case that isn't a paper. */
export const PLAIN_FACTS: CaseFacts = {
  kind: '',
  series: '',
  issuingName: '',
  direction: '',
  importance: '',
  normative: false,
  urgency: 'none',
  joint: false,
  nature: '',
  matter: 'none',
  remit: '',
  wideInterest: false,
  counties: false,
};

export const NO_GROUNDS: Grounds = {
  meeting: '',
  opinions: '',
  legality: '',
  counties: '',
  stability: '',
  exception: '',
};

/**
 * Opens a matter as a case, freezes its first version, pins rule set, readings and calendar and has its process begin; within
 * the caller's transaction, all or nothing.
 *
 * @returns the case's id
 */
export async function startCase(sql: Queryable, matter: NewMatter): Promise<string> {
  const caseId = matter.caseId ?? randomUUID();
  const { openedBy, title } = matter;
  const facts = { ...PLAIN_FACTS, ...matter.facts };
  await insertCase(sql, {
    id: caseId,
    processId: matter.processId,
    title,
    drafterPersonId: openedBy.personId,
    drafterPostId: openedBy.postId,
    draftingBodyId: openedBy.bodyId,
    facts,
    grounds: NO_GROUNDS,
  });
  await insertDraft(sql, caseId, {
    title,
    addressees: [],
    blocks: matter.blocks,
    copyTo: [],
    attachments: [],
  });
  await submitMatter(sql, caseId, matter);
  return caseId;
}

/** The same for a matter whose case and draft are there already, such as a topic that was being prepared. */
export async function submitMatter(
  sql: Queryable,
  caseId: string,
  matter: Omit<NewMatter, 'caseId' | 'processId' | 'blocks'>,
): Promise<void> {
  const { openedBy, title } = matter;
  const facts = { ...PLAIN_FACTS, ...matter.facts };
  await freezeVersion(sql, {
    caseId,
    createdBy: openedBy.personId,
    effectKey: `submit:${caseId}`,
    change: 'first',
  });
  const { hash } = await loadRuleSet(sql, 'current');
  const { version: calendarVersion } = await currentCalendar(sql);
  await submitCase(sql, caseId, { ruleSetHash: hash, readings: await currentReadings(sql), calendarVersion });
  await appendLedger(sql, {
    caseId,
    kind: 'submitted',
    personId: openedBy.personId,
    actor: openedBy.personName,
    capacity: openedBy.postLabel,
    summary: matter.summary,
    data: { calendarVersion },
    effectKey: 'submitted',
  });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: {
      name: matter.startMessage,
      correlationKey: caseId,
      variables: {
        caseId,
        title,
        draftingBodyName: matter.bodyName,
        kindLabel: matter.kindLabel,
        caseUrl: matter.pageUrl,
        urgencyLabel: '',
        facts,
        ...matter.variables,
      },
    },
    effectKey: `submit:${caseId}`,
  });
}
