import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { officeFolder } from '../../db/officeFolder';
import type { CaseFacts, Grounds } from '../../domain/routing/facts';

/**
 * What is expected of an office: which papers go which way, what is refused, how long steps take. The same tests run
 * for every office that has such a file, so they name no rank, no kind and no article themselves.
 */

const text = z.string().min(1);
const flag = z.boolean();
const facts = z.strictObject({
  kind: text,
  series: text,
  issuingName: text,
  direction: text,
  importance: text,
  normative: flag,
  urgency: text,
  nature: text,
  matter: text,
  remit: text,
  wideInterest: flag,
  counties: flag,
  joint: flag.default(false),
}) satisfies z.ZodType<CaseFacts>;
const ground = z.string();
const grounds = z.strictObject({
  meeting: ground,
  opinions: ground,
  legality: ground,
  counties: ground,
  stability: ground,
  exception: ground,
}) satisfies z.ZodType<Grounds>;

// JSON has no undefined.
const change = facts.partial() as unknown as z.ZodType<Partial<CaseFacts>>;

const story = {
  article: z.string().regex(/^art-\d+$/),
  name: text,
  /** Where the paper differs from the routine one. */
  facts: change,
};
const given = z.array(grounds.keyof()).default([]);

const stories = z.strictObject({
  /** The routine paper, that goes through all five steps, and the mark of its number. */
  draft: z.strictObject({ facts, addressees: z.array(text), number: text }),
  /** 报送依据 that satisfy every gate. */
  grounds,
  /** What the office's table answers for the routine paper: holders by id. */
  routine: z.strictObject({ reviewers: z.array(text), signatories: z.array(text), act: text }),
  /** `reviewed`, `signed`: what the label of the post begins with; nobody reviews where null. */
  routes: z.array(
    z.strictObject({
      ...story,
      grounds: given,
      reviewed: text.nullable(),
      signed: text,
      act: text.default('签发'),
    }),
  ),
  /** A paper that this post would review and sign, were the drafting body in its portfolio. */
  samePerson: z.strictObject({ facts: change, post: text }),
  refusals: z.array(z.strictObject({ ...story, grounds: given })),
  /** A rule in principle, and the gate whose statement the Office affirms then. */
  exception: z.strictObject({ ...story, reason: text, gate: text }),
  briefings: z.strictObject({ ...story, titles: z.tuple([text, text]), other: text, reason: text }),
  /** Step without "userTask_" → working days of the routine paper. */
  limits: z.strictObject({
    article: story.article,
    name: text,
    workingDays: z.record(text, z.number().int()),
  }),
  /** Ranks of those who are told when the leader's review is overdue, sorted. */
  overdue: z.strictObject({ told: z.array(text) }),
  /** A department's own paper that asks its government for something. */
  petition: z.strictObject({ facts: change, addressees: z.array(text) }),
  /** Logins of a leader and of the head of a department who ask leave of a meeting, and whose word it takes. */
  leave: z.strictObject({ article: story.article, leader: text, head: text, decides: text }),
  /**
   * A department's region-wide meetings of a year: the plan of an ordinary one, how many are allowed, who agrees first and who
   * approves; within how many working days it is recorded as held, and the post that hears where it isn't.
   */
  regional: z.strictObject({
    article: story.article,
    login: text,
    plan: z.record(text, z.union([text, z.number()])),
    allowed: z.number().int().positive(),
    agrees: text,
    approves: text,
    recordedWithin: z.number().int().positive(),
    toldOfDelay: text,
  }),
  /**
   * A meeting to which the government is invited: who registers it, what, by which rank it is attended and who may be entrusted
   * instead; `withoutEntrusting`: a convener at whose meetings nobody may be, where there is one.
   */
  invitation: z.strictObject({
    article: story.article,
    login: text,
    convener: text,
    bodyId: text,
    attends: text,
    entrusted: text,
    withoutEntrusting: text.optional(),
  }),
  /** Steps that a paper goes through after a change of wording by its drafter. */
  afterWording: z.array(text),
});

export type Stories = z.infer<typeof stories>;

/** The stories of the office under test, by the name of its folder. */
export function readStories(): Stories {
  const office = basename(officeFolder(join(__dirname, '../..'), process.env['XINGSHU_OFFICE']));
  const file = join(__dirname, '..', 'stories', `${office}.json`);
  return stories.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Only those of the office's grounds that a story gives. */
export function pick(all: Grounds, names: (keyof Grounds)[]): Partial<Grounds> {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}
