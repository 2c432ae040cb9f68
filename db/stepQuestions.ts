import { listedForLeave } from './attendance/leaveLists';
import { findGateFindings } from './caseGates';
import { findPlaceOfStep } from './countersign/place';
import type { Office } from './officeSchema';
import type { Queryable } from './pool';
import type { RunningCase } from './runningCases';
import { findRunningCase } from './runningCases';
import type { CurrentTerms } from './stepTerms';
import { stepTerms } from './stepTerms';
import { findLatestVersion } from './versions';
import { capacityOf } from '../domain/people/capacityOf';
import { capacityLabel } from '../domain/people/nameOfCapacity';
import type { Capacity, Lawful } from '../domain/people/types';
import type { Option, StepQuestions } from '../domain/steps/details';
import { capacityKey } from '../domain/steps/details';

/**
 * What a step asks besides its decision at this moment: picks within lawful sets, a leader to name, statements to
 * affirm. Throws where the case was never handed in.
 *
 * @rule art-47 art-49
 */
export async function loadStepQuestions(
  sql: Queryable,
  office: Office,
  step: { caseId: string; elementId: string; elementInstanceKey: string },
  at: Date,
): Promise<StepQuestions> {
  const running = await findRunningCase(sql, step.caseId);
  if (!running) throw new Error(`办件 ${step.caseId} 尚未送审`);
  const place = await findPlaceOfStep(sql, step.elementInstanceKey);
  const terms = await stepTerms(sql, office, running, step.elementId, at, undefined, place);
  return questionsOf(sql, office, running, terms);
}

/** The same for whoever has the step's terms already. */
export async function questionsOf(
  sql: Queryable,
  office: Office,
  running: RunningCase,
  terms: CurrentTerms,
): Promise<StepQuestions> {
  const { duties, decisions } = terms.step;
  const picks = duties.includes('pick');
  const excepts = office.vocabulary.decisions.some((one) => one.excepts && decisions.includes(one.id));
  const names = office.vocabulary.decisions.some((one) => one.names && decisions.includes(one.id));
  return {
    reviewers: picks ? choices(terms.reviewers) : [],
    signatories: picks ? choices(terms.signatories) : [],
    named: names ? leaders(terms) : [],
    statements: duties.includes('confirm') ? await statements(sql, office, running) : [],
    listed: excepts ? await listedForLeave(sql, running.id) : [],
  };
}

/** One alone is no choice. */
function choices({ capacities }: Lawful): Option[] {
  return capacities.length < 2 ? [] : capacities.map(asOption);
}

/** Everyone with a rank, the highest first, but not those whose turn it is. */
function leaders({ people, lawful }: CurrentTerms): Option[] {
  const precedence = new Map(people.ranks.map(({ id, precedence: order }) => [id, order]));
  const own = new Set(lawful.capacities.map(({ personId }) => personId));
  return people.posts
    .filter(({ rankId }) => rankId !== null)
    .sort(
      (left, right) => (precedence.get(left.rankId ?? '') ?? 0) - (precedence.get(right.rankId ?? '') ?? 0),
    )
    .flatMap((post) =>
      people.holdings
        .filter(({ postId, personId }) => postId === post.id && !own.has(personId))
        .flatMap((holding) => capacityOf(holding, people) ?? [])
        .map(asOption),
    );
}

async function statements(sql: Queryable, office: Office, running: RunningCase): Promise<Option[]> {
  const version = await findLatestVersion(sql, running.id);
  const content = version?.content ?? {};
  const findings = await findGateFindings(sql, office, { ...running, content, caseId: running.id });
  return findings
    .filter(({ outcome }) => outcome === 'ask')
    .map(({ gate, words }) => ({ value: gate, label: words }));
}

function asOption(capacity: Capacity): Option {
  return { value: capacityKey(capacity), label: capacityLabel(capacity) };
}
