import type { DocumentContent } from '../domain/document/content';
import { checkGates } from '../domain/routing/gates';
import type { GateFinding } from '../domain/routing/gates';
import type { CaseFacts, Grounds } from '../domain/routing/facts';
import { processes } from '../domain/generated/ids';
import type { ReadingChoices } from '../domain/routing/readings';
import { processOf, signsPapers } from '../domain/steps/signing';
import { findNamedBodies } from './countersign/named';
import { moreGateInputs } from './gateInputs';
import { listBrought } from './meetings/topicGates';
import type { Office } from './officeSchema';
import type { Queryable } from './pool';
import { loadRuleSet } from './ruleSets';

/**
 * What the gates say of a document, by the rule set of this hash ("current" before submission).
 *
 * @param document.caseId null while there is none yet
 * @rule art-18 art-21 art-49
 */
export async function findGateFindings(
  sql: Queryable,
  office: Office,
  document: {
    facts: CaseFacts;
    grounds: Grounds;
    /** Whom the text names. */
    content: Pick<DocumentContent, 'joint' | 'concernedBodies'>;
    draftingBodyId: string;
    caseId: string | null;
    ruleSetHash: string;
    /** Of a case whose process doesn't follow from an issuing name. */
    processId?: string;
    /** By which readings it is judged, where its gates ask for them. */
    readings?: ReadingChoices;
  },
): Promise<GateFinding[]> {
  const ruleSet = await loadRuleSet(sql, document.ruleSetHash);
  const { facts, grounds } = document;
  const isCounted = office.vocabulary.natures.some(
    ({ id, kindsCounted }) => id === facts.nature && kindsCounted,
  );
  const briefings = isCounted ? await countOtherKinds(sql, document) : 0;
  const { processId } = document;
  const process = processId && !signsPapers(processId) ? processId : processOf(office.vocabulary, facts);
  const gates = office.vocabulary.gates.filter(
    (gate) => (gate.process ?? processes.documentApproval) === process,
  );
  const { concerned, jointly } = await findNamedBodies(sql, ruleSet, document);
  if (!signsPapers(process)) {
    const { caseId, readings = {} } = document;
    const more = caseId === null ? {} : await moreGateInputs(sql, office, ruleSet, { caseId, readings });
    const brought = await listBrought(sql, caseId);
    return checkGates(ruleSet, gates, {
      facts,
      grounds,
      briefings,
      namedBodies: concerned.length,
      more,
      brought,
    });
  }
  const namedBodies = concerned.length + jointly.length;
  return checkGates(ruleSet, gates, { facts, grounds, briefings, namedBodies });
}

/**
 * How many other kinds of 简报 the drafting body has handed in or issued (art 49). Issues of one kind differ by
 * their number only, so a title counts without its figures and what follows them.
 */
async function countOtherKinds(
  sql: Queryable,
  document: { facts: CaseFacts; draftingBodyId: string; caseId: string | null },
): Promise<number> {
  const { rows } = await sql.query<{ kinds: number }>(
    `with briefings as (
       select id, regexp_replace(title, '[（(]?第?[0-9〇一二三四五六七八九十百]+期.*$', '') as kind
         from cases
        where drafting_body_id = $1 and facts ->> 'nature' = $2
          and (status in ('in-progress', 'issued') or id = $3))
     select count(distinct kind)::integer as kinds from briefings
      where id is distinct from $3::uuid and kind is distinct from (select kind from briefings where id = $3)`,
    [document.draftingBodyId, document.facts.nature, document.caseId],
  );
  return rows[0]?.kinds ?? 0;
}
