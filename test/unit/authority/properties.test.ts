import fc from 'fast-check';
import { authorityAt } from '../../../domain/people/authority';
import type { DelegationRules } from '../../../domain/people/delegations';
import { resolveHolder } from '../../../domain/people/resolveHolder';
import type { Delegation, Holding, PeopleSnapshot } from '../../../domain/people/types';
import { judgeCompletion } from '../../../domain/steps/judgeCompletion';
import { tinyOffice } from '../people/tinyOffice';

const RUNS = 10_000;
const START = Date.parse('2026-03-02T04:00:00Z');
const HOUR = 3_600_000;
const MONTHS_IN_HOURS = 24 * 90;

const leaders = ['p1', 'p2', 'p6', 'p3'] as const;
const posts = ['chief', 'deputy-chief', 'secretary'] as const;
const kinds = ['notice', 'letter'] as const;
const acts = ['签发', '签署'] as const;

const rules: DelegationRules = {
  presidingCovers: [],
  undelegableActs: ['签署'],
  delegateRanks: ['chief', 'deputy-chief'],
};

/** One thing that happens, `after` hours after the one before it. */
type Event = { after: number } & (
  | { what: 'travel'; person: string; hours: number }
  | { what: 'return'; person: string }
  | {
      what: 'delegate';
      giver: readonly string[];
      receiver: readonly string[];
      starts: number;
      hours: number;
      preside: boolean;
      sign: boolean;
      kinds: string[] | null;
    }
  | { what: 'revoke'; nth: number }
  | { what: 'appoint' | 'dismiss'; person: string; post: string }
  | {
      what: 'sign';
      /** As whoever was delegated to in the nth delegation from the last, for what is the delegator's; null: as below. */
      asDelegate: number | null;
      person: string;
      asPost: string | null;
      onForm: boolean;
      post: string;
      act: string;
      kind: string;
      drafter: string;
    }
);

/** Mostly in the posts they hold at first, so that much of what is delegated and signed is theirs. */
const inPost = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(['p1', 'chief'], ['p2', 'deputy-chief'], ['p6', 'secretary']) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...leaders), fc.constantFrom(...posts)) },
);
const person = fc.constantFrom(...leaders);
const post = fc.constantFrom(...posts);
const after = fc.integer({ min: 0, max: 48 });
const hours = fc.integer({ min: 1, max: 24 * 20 });

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ after, what: fc.constant('travel' as const), person, hours }) },
  { weight: 1, arbitrary: fc.record({ after, what: fc.constant('return' as const), person }) },
  {
    weight: 4,
    arbitrary: fc.record({
      after,
      what: fc.constant('delegate' as const),
      giver: inPost,
      receiver: inPost,
      starts: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 48 })),
      hours,
      preside: fc.boolean(),
      sign: fc.boolean(),
      kinds: fc.constantFrom<string[] | null>(null, ['notice'], ['letter']),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ after, what: fc.constant('revoke' as const), nth: fc.nat({ max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ after, what: fc.constantFrom('appoint' as const, 'dismiss'), person, post }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      after,
      what: fc.constant('sign' as const),
      asDelegate: fc.option(fc.nat({ max: 1 })),
      person,
      asPost: fc.option(post),
      onForm: fc.boolean(),
      post,
      act: fc.constantFrom(...acts),
      kind: fc.constantFrom(...kinds),
      drafter: fc.constantFrom('p5', 'p5', ...leaders),
    }),
  },
);

/** What has happened, as the office's record would show it. */
interface World {
  now: number;
  holdings: (Holding & { since: Date })[];
  delegations: Delegation[];
  away: Map<string, Date>;
  signed: { accepted: boolean; expected: boolean; delegated: boolean; saysWhy: boolean }[];
}

const moment = (world: World): Date => new Date(world.now);

/** What the database would show of it at this moment. */
function snapshot(world: World): PeopleSnapshot {
  const at = moment(world);
  return {
    ...tinyOffice,
    at,
    holdings: world.holdings,
    delegations: world.delegations.filter(({ validFrom, validUntil }) => validFrom <= at && validUntil > at),
    absences: [...world.away].map(([personId, returnsAt]) => ({ personId, returnsAt })),
  };
}

function happen(world: World, next: Event): void {
  world.now += next.after * HOUR;
  if (world.now > START + MONTHS_IN_HOURS * HOUR) return;
  switch (next.what) {
    case 'travel':
      return void world.away.set(next.person, new Date(world.now + next.hours * HOUR));
    case 'return':
      return void world.away.delete(next.person);
    case 'delegate': {
      const [[giver = '', fromPost = ''], [receiver = '', toPost = '']] = [next.giver, next.receiver];
      if (giver === receiver || !(next.preside || next.sign)) return;
      return void world.delegations.push({
        id: `d-${world.delegations.length}`,
        fromPersonId: giver,
        fromPostId: fromPost,
        toPersonId: receiver,
        toPostId: toPost,
        preside: next.preside,
        sign: next.sign,
        kinds: next.kinds,
        matters: null,
        validFrom: new Date(world.now + next.starts * HOUR),
        validUntil: new Date(world.now + (next.starts + next.hours) * HOUR),
        revokedAt: null,
        basis: '某署办〔2026〕3号',
      });
    }
    case 'revoke': {
      const standing = world.delegations.filter(({ revokedAt }) => revokedAt === null);
      const revoked = standing[next.nth];
      if (revoked) revoked.revokedAt = moment(world);
      return;
    }
    case 'appoint':
      if (holds(world, next.person, next.post)) return;
      return void world.holdings.push({ personId: next.person, postId: next.post, since: moment(world) });
    case 'dismiss':
      world.holdings = world.holdings.filter(
        ({ personId, postId }) => personId !== next.person || postId !== next.post,
      );
      return;
    case 'sign':
      return sign(world, asDelegate(world, next));
  }
}

type Signing = Extract<Event, { what: 'sign' }>;

/** Not his at all; not in that post of his; or in which of several, he doesn't say. */
const WHY =
  /无权(签发|签署)。依第四十七条，此件应由.+|不能以所选的职务(签发|签署)。依第四十七条，本人可以用的职务是.+|未写明以哪个职务办理/;

function asDelegate(world: World, attempt: Signing): Signing {
  const given = attempt.asDelegate === null ? undefined : world.delegations.at(-1 - attempt.asDelegate);
  if (!given) return attempt;
  const asPost = attempt.asPost === null ? null : given.toPostId;
  return { ...attempt, person: given.toPersonId, post: given.fromPostId, asPost };
}

function sign(world: World, attempt: Signing): void {
  const people = snapshot(world);
  const rank = { id: 'asked', label: '签发人', relation: 'rank', rank: attempt.post } as const;
  const context = {
    drafter: { personId: attempt.drafter, postId: 'agriculture-clerk' },
    draftingBodyId: 'agriculture',
  };
  const lawful = authorityAt(resolveHolder(rank, context, people), people, {
    what: { act: attempt.act, isSigning: true, kind: attempt.kind, matter: 'none' },
    drafterPersonId: attempt.drafter,
    ownDraft: (id) => ({ allowed: id === 'chief', words: '拟稿人不签。' }),
    delegation: rules,
    timeZone: 'Asia/Shanghai',
  });
  const login = tinyOffice.persons.find(({ id }) => id === attempt.person)?.login ?? '';
  const judgement = judgeCompletion(
    {
      assignee: login,
      endedAt: moment(world),
      variables: {
        decision: 'agree',
        ...(attempt.asPost && attempt.onForm ? { capacity: `${attempt.asPost}/${attempt.person}` } : {}),
      },
      intent:
        attempt.asPost && !attempt.onForm
          ? {
              id: 'i',
              personId: attempt.person,
              postId: attempt.asPost,
              decision: 'agree',
              opinion: '',
              details: { confirmations: [] },
              versionSha256: 'v',
              declaredAt: moment(world),
            }
          : null,
    },
    {
      act: attempt.act,
      decisions: ['agree'],
      meanings: [{ id: 'agree', agrees: true, needsReasons: false, names: false }],
      questions: { reviewers: [], signatories: [], named: [], statements: [], listed: [] },
      versionSha256: 'v',
      article: 'art-47',
      lawful,
      void: null,
    },
    people,
  );
  world.signed.push({
    accepted: judgement.accepted,
    expected: maySign(world, attempt),
    delegated: judgement.onBehalfOf !== null,
    saysWhy: judgement.accepted || WHY.test(judgement.refusal ?? ''),
  });
}

const holds = (world: World, personId: string, postId: string): boolean =>
  world.holdings.some((one) => one.personId === personId && one.postId === postId);

/** Said again from the articles, in another way than the code: walks through the whole record. */
function maySign(world: World, attempt: Signing): boolean {
  const { person: signer, post: owed, asPost, drafter } = attempt;
  const mayOnOwnDraft = owed === 'chief';
  const own = holds(world, signer, owed);
  if (own) return (asPost === null || asPost === owed) && (signer !== drafter || mayOnOwnDraft);
  if (attempt.act === '签署') return false;
  const given = world.delegations.filter((one) => {
    const giver = world.holdings.find(
      ({ personId, postId }) => personId === one.fromPersonId && postId === owed,
    );
    const receiver = world.holdings.find(
      ({ personId, postId }) => personId === signer && postId === one.toPostId,
    );
    return (
      one.toPersonId === signer &&
      one.fromPostId === owed &&
      (asPost === null || asPost === one.toPostId) &&
      one.toPostId !== 'secretary' &&
      one.sign &&
      (one.kinds === null || one.kinds.includes(attempt.kind)) &&
      one.validFrom.getTime() <= world.now &&
      world.now < one.validUntil.getTime() &&
      (one.revokedAt === null || world.now < one.revokedAt.getTime()) &&
      giver !== undefined &&
      giver.since <= one.validFrom &&
      receiver !== undefined &&
      receiver.since <= one.validFrom &&
      // On his own draft it is the drafter's own rank that counts, whoever's authority he acts by.
      (signer !== drafter || one.toPostId === 'chief') &&
      (one.fromPersonId !== drafter || mayOnOwnDraft)
    );
  });
  // In which of several posts of his is never guessed; several delegations to one of them are no choice.
  return new Set(given.map(({ toPostId }) => toPostId)).size === 1;
}

test('art-5 art-7 art-47 art-54 外出、委托、撤销、任免、签发随意交错几个月，没有一次签发是无权而作数的，也没有一次有权而不作数', () => {
  const seen = { accepted: 0, refused: 0, delegated: 0 };
  fc.assert(
    fc.property(fc.array(event, { minLength: 5, maxLength: 30 }), (events) => {
      const since = new Date(START - 1000 * HOUR);
      const world: World = {
        now: START,
        holdings: tinyOffice.holdings.map((one) => ({ ...one, since })),
        delegations: [],
        away: new Map(),
        signed: [],
      };
      for (const next of events) happen(world, next);
      for (const { accepted, expected, delegated, saysWhy } of world.signed) {
        expect({ accepted, saysWhy }).toEqual({ accepted: expected, saysWhy: true });
        seen.accepted += Number(accepted);
        seen.refused += Number(!accepted);
        seen.delegated += Number(accepted && delegated);
      }
    }),
    { numRuns: RUNS },
  );
  // A property that never sees what it is about proves nothing.
  expect(seen.accepted).toBeGreaterThan(RUNS / 10);
  expect(seen.refused).toBeGreaterThan(RUNS / 10);
  expect(seen.delegated).toBeGreaterThan(RUNS / 20);
}, 120_000);
