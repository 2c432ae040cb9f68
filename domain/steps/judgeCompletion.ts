import { capacityOf } from '../people/capacityOf';
import { capacityInFull } from '../people/nameOfCapacity';
import type { Capacity, Delegator, Lawful, PeopleSnapshot } from '../people/types';
import { articleInWords } from '../routing/ruleInWords';
import { faultOfDetails, relevantDetails } from './checkDetails';
import type { DecisionMeaning, StepDetails, StepQuestions } from './details';
import { capacityKey } from './details';

/** What the engine and our intents say about a completed human step. */
export interface CompletionEvidence {
  /** Login that the engine names. */
  assignee: string | null;
  endedAt: Date;
  /** What a Tasklist form left. */
  variables: Record<string, unknown>;
  /** The intent that the engine confirmed, where the step was done through our own API. */
  intent: {
    id: string;
    personId: string;
    postId: string;
    decision: string;
    opinion: string;
    details: StepDetails;
    versionSha256: string;
    declaredAt: Date;
  } | null;
}

/** What the step asked for. */
export interface StepTerms {
  act: string;
  decisions: string[];
  /** What the decisions mean in the office's vocabulary. */
  meanings: DecisionMeaning[];
  questions: StepQuestions;
  versionSha256: string;
  article: string;
  /** May act at this moment, and why. */
  lawful: Lawful;
  /** Chinese: why nothing done in this opening of the step counts any more; null where it does. */
  void: string | null;
}

export interface Judgement {
  personId: string | null;
  postId: string | null;
  personName: string;
  postLabel: string;
  /** For whom he acted, where the authority was delegated to him. */
  onBehalfOf: Delegator | null;
  decision: string;
  opinion: string;
  details: StepDetails;
  source: 'intent' | 'engine';
  intentId: string | null;
  versionSha256: string;
  actedAt: Date;
  accepted: boolean;
  /** Chinese: why it does not count, and whose it was. */
  refusal: string | null;
}

/**
 * Whose act a completed step is and whether it was his, by those in office at the moment of the act (law 2).
 * A confirmed intent names the person and his post; otherwise the engine's assignee stands, in the capacity that he chose
 * on the form, or the only one in which the step is his. Which of several is never guessed.
 *
 * @rule art-47 art-5
 */
export function judgeCompletion(
  evidence: CompletionEvidence,
  terms: StepTerms,
  people: PeopleSnapshot,
): Judgement {
  const claim = claimOf(evidence, terms, people);
  const own = terms.lawful.capacities.filter(({ personId }) => personId === claim.personId);
  const { personName, capacity: wanted, ...acted } = claim;
  const capacity = capacityAmong(own, wanted);
  const meaning = terms.meanings.find(({ id }) => id === claim.decision);
  const refusal =
    terms.void ?? (capacity ? refusalOf(claim, meaning, terms) : refusalOfPerson(claim, own, terms));
  const named = capacity ?? someCapacity(claim.personId, people);
  return {
    ...acted,
    details: meaning ? relevantDetails(claim.details, meaning) : { confirmations: [] },
    postId: capacity?.postId ?? claim.postId ?? named?.postId ?? null,
    personName: named?.personName ?? personName,
    postLabel: named?.postLabel ?? '',
    onBehalfOf: capacity?.onBehalfOf ?? null,
    accepted: refusal === null,
    refusal,
  };
}

type Claim = Omit<Judgement, 'accepted' | 'refusal' | 'postLabel' | 'onBehalfOf'> & {
  /** Key of the capacity in which he says that he acts, as he wrote it; "" where he doesn't say. */
  capacity: string;
};

/** The one that he named, or his only one. */
function capacityAmong(own: Capacity[], named: string): Capacity | undefined {
  if (named !== '') return own.find((one) => capacityKey(one) === named);
  return own.length === 1 ? own[0] : undefined;
}

function claimOf(evidence: CompletionEvidence, terms: StepTerms, people: PeopleSnapshot): Claim {
  const { intent } = evidence;
  if (intent) {
    return {
      personId: intent.personId,
      postId: intent.postId,
      capacity: capacityKey(intent),
      personName:
        people.persons.find((person) => person.id === intent.personId)?.displayName ?? intent.personId,
      decision: intent.decision,
      opinion: intent.opinion,
      details: intent.details,
      source: 'intent',
      intentId: intent.id,
      versionSha256: intent.versionSha256,
      actedAt: intent.declaredAt,
    };
  }
  const person = people.persons.find((candidate) => candidate.login === evidence.assignee);
  return {
    personId: person?.id ?? null,
    postId: null,
    capacity: textOf(evidence.variables['capacity']),
    personName: person?.displayName ?? evidence.assignee ?? '身份不明者',
    decision: textOf(evidence.variables['decision']),
    // Forms ask for reasons in a field of their own, so that Tasklist can insist on them.
    opinion: textOf(evidence.variables['returnReasons']) || textOf(evidence.variables['opinion']),
    details: detailsOf(evidence.variables),
    source: 'engine',
    intentId: null,
    versionSha256: terms.versionSha256,
    actedAt: evidence.endedAt,
  };
}

/** A form answers text, or nothing, or whatever someone wrote in its place. */
function detailsOf(variables: Record<string, unknown>): StepDetails {
  const reviewer = textOf(variables['reviewer']);
  const signatory = textOf(variables['signatory']);
  const named = textOf(variables['named']);
  const proposedWording = textOf(variables['proposedWording']);
  const replyNumber = textOf(variables['replyNumber']);
  const excepted = textsOf(variables['excepted']);
  return {
    ...(reviewer ? { reviewer } : {}),
    ...(signatory ? { signatory } : {}),
    ...(named ? { named } : {}),
    ...(proposedWording ? { proposedWording } : {}),
    ...(replyNumber ? { replyNumber } : {}),
    ...(excepted.length > 0 ? { excepted } : {}),
    confirmations: textsOf(variables['confirmations']),
  };
}

/** Why it isn't this person's to do, or not in the capacity that he named. */
function refusalOfPerson({ personName, capacity }: Claim, own: Capacity[], terms: StepTerms): string {
  const { act, lawful } = terms;
  const article = articleInWords(terms);
  const names = (own.length > 0 ? own : lawful.capacities).map(capacityInFull).join('、');
  if (own.length === 0) {
    return `${personName}无权${act}。依${article}，此件应由${names || '（现无人任职）'}${act}：${lawful.words}`;
  }
  return capacity === ''
    ? `${personName}有几个职务可以${act}此件，未写明以哪个职务办理。请在${names}中选定一个，重新${act}`
    : `${personName}不能以所选的职务${act}。依${article}，本人可以用的职务是${names}：${lawful.words}`;
}

function refusalOf(claim: Claim, meaning: DecisionMeaning | undefined, terms: StepTerms): string | null {
  if (claim.versionSha256 !== terms.versionSha256) {
    return `${claim.personName}所看文稿不是现行版本，请看过现行版本后重新${terms.act}`;
  }
  if (!meaning || !terms.decisions.includes(claim.decision)) {
    return `${claim.personName}未作出有效选择，请重新${terms.act}`;
  }
  if (meaning.needsReasons && claim.opinion.trim() === '') {
    return `${claim.personName}所作决定须写明意见或理由而未写，请写明后重新${terms.act}`;
  }
  return faultOfDetails(claim.details, terms.questions, meaning);
}

/** For the ledger: in what post somebody stands who acted without being entitled to. */
function someCapacity(personId: string | null, people: PeopleSnapshot): Capacity | undefined {
  const holding = people.holdings.find((candidate) => candidate.personId === personId);
  return (holding && capacityOf(holding, people)) ?? undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
