import { z } from 'zod';
import { articlesFile, coverageFile } from './articleFiles';
import { id, labelled, text } from './fileFields';
import { meetingsFile } from './meetingsFile';

/** The shapes of the files under offices/<office>/. Types are derived; `readOffice` (officeSchema.ts) reads and checks them. */

const isoDate = z.iso.date();
const timeOfDay = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, '须为 HH:mm');
const articleId = z.string().regex(/^art-[1-9]\d*$/, '不是条文编号');

export const officeFile = z.strictObject({
  id,
  name: text,
  systemName: text,
  timeZone: text,
  officeHours: z
    .array(
      z.strictObject({
        from: z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, '须为 MM-DD'),
        sessions: z.array(z.tuple([timeOfDay, timeOfDay])).min(1),
      }),
    )
    .min(1),
  deadlineEndsAt: z.enum(['midnight', 'office-close']),
  /** Duty of whoever keeps the register of posts and delegations; without one only administrators do. */
  personnelDuty: id.optional(),
  /** Duty of whoever keeps the register of readings; without one nobody switches them. */
  readingsDuty: id.optional(),
  /** 每周会签提醒单: on which day of the week (1 = Monday) and when; on a day off the next working day of that week. */
  weeklyDigest: z
    .strictObject({
      weekday: z.number().int().min(1).max(7),
      at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '须为 HH:mm'),
    })
    .optional(),
  demoNotice: text,
  ruleSet: z.strictObject({
    name: text,
    source: text,
    inForceFrom: isoDate,
    articleCount: z.number().int().positive(),
  }),
  /**
   * Where the project's diagrams are used under other rules: the article that a diagram cites → the office's own.
   * Not needed where the office draws its own diagrams.
   */
  diagramArticles: z.record(articleId, articleId).optional(),
  series: z
    .array(
      z.strictObject({
        id,
        mark: text,
        label: text,
        letterhead: text,
        issuer: text,
        imprintBody: text,
        /** Page format by GB/T 9704; the general one where not named. */
        format: z.enum(['document', 'letter', 'order', 'minutes']).optional(),
        /** False where the papers need no seal. */
        sealed: z.boolean().optional(),
        /** Each body that has a mark numbers its own papers in it; `{mark}` and `{name}` stand for the body's. */
        perBody: z.boolean().optional(),
      }),
    )
    .min(1),
});

export const vocabularyFile = z.strictObject({
  /** `withoutAddressee`: kinds that are addressed to nobody in particular (公告, 通告). */
  kinds: z.array(labelled.extend({ withoutAddressee: z.boolean().optional() })).min(1),
  /** `process`: the diagram that handles papers of this name; 发文办理 where not named. */
  issuingNames: z.array(labelled.extend({ process: id.optional() })).min(1),
  /** `showsSignatory`: papers that print their 签发人 (upward ones, GB/T 9704). */
  directions: z.array(labelled.extend({ showsSignatory: z.boolean().optional() })).min(1),
  importances: z.array(labelled).min(1),
  /** `printed`: 紧急程度 that stands on the page; 平件 is not printed. */
  urgencies: z.array(labelled.extend({ printed: z.boolean().optional() })).min(1),
  /** 文稿类别, 事项类别, 职权归属: what the gates ask. `kindsCounted`: the gates count how many kinds of it a body has. */
  natures: z.array(labelled.extend({ kindsCounted: z.boolean().optional() })).min(1),
  matters: z.array(labelled).min(1),
  remits: z.array(labelled).min(1),
  /** Facts that are yes or no, as far as the office asks for them. `counties`: concerns governments below this one. */
  flags: z.array(z.strictObject({ id: z.enum(['normative', 'wideInterest', 'counties']), label: text })),
  /** 报送依据, as far as the office asks for them. */
  grounds: z.array(
    z.strictObject({
      id: z.enum(['meeting', 'opinions', 'legality', 'counties', 'stability', 'exception']),
      label: text,
      hint: text,
    }),
  ),
  /** 改动性质 between two versions, the slightest first. */
  changes: z.array(labelled).min(1),
  /** 报送前检查: each is answered by one decision table; `process`: of whose papers it is asked, as with issuing names. */
  gates: z
    .array(labelled.extend({ table: z.string().regex(/^[a-z][A-Za-z]*$/), process: id.optional() }))
    .min(1),
  /**
   * 会签、征求意见、联合签发: what a round is for; the first is what a case's own process asks for. `fromText`: whom it asks
   * follows from the text, and nobody opens it by hand.
   */
  countersignPurposes: z.array(labelled.extend({ fromText: z.boolean().default(false) })).min(1),
  /** What a step may end with, and what follows from it. */
  decisions: z
    .array(
      labelled.extend({
        /** Counts as a signature where the step is one of signing. */
        signs: z.boolean().default(false),
        /** Must come with reasons. */
        needsReasons: z.boolean().default(false),
        /** The step's work is done, and what was before it stands. */
        agrees: z.boolean().default(false),
        /** A leader must be named, to whom the document goes next. */
        names: z.boolean().default(false),
        /** Those of a list whom it doesn't cover must be named. */
        excepts: z.boolean().default(false),
        /** The draft becomes the next version of the document, changed in this way. */
        freezes: z.enum(['wording', 'as-instructed', 'substantive']).optional(),
        /** What was signed before no longer stands (law 3). */
        voidsSignatures: z.boolean().default(false),
        /** The case ends without being issued. */
        closesAs: z.enum(['not-issued', 'discarded']).optional(),
        /** Where a topic for a meeting stands by it. */
        topicState: z
          .enum([
            'proposed',
            'coordinated',
            'checked',
            'in',
            'postponed',
            'other-meeting',
            'out',
            'withdrawn',
          ])
          .optional(),
        /** What a department answers with it when it is asked to countersign. */
        answers: z.enum(['agree', 'comment', 'disagree']).optional(),
        /** What talks about a dispute came to. */
        talks: z.enum(['settled', 'split', 'recommended']).optional(),
      }),
    )
    .min(1),
});

export const ranksFile = z
  .array(z.strictObject({ id, label: text, precedence: z.number().int().positive() }))
  .min(1);

export const bodiesFile = z
  .array(
    z.strictObject({
      id,
      kind: z.enum(['government', 'general-office', 'department', 'lower-government']),
      name: text,
      shortName: text,
      /** 发文代字 of the body's own papers; without one it issues none here. */
      mark: text.optional(),
    }),
  )
  .min(1);

const holder = { id, label: text };
export const holdersFile = z
  .array(
    z.discriminatedUnion('relation', [
      z.strictObject({ ...holder, relation: z.literal('drafter') }),
      z.strictObject({
        ...holder,
        relation: z.literal('principals-of-bodies'),
        kind: z.enum(['government', 'general-office', 'department', 'lower-government']),
      }),
      z.strictObject({ ...holder, relation: z.literal('principal-of-drafting-body') }),
      z.strictObject({ ...holder, relation: z.literal('rank'), rank: id }),
      z.strictObject({
        ...holder,
        relation: z.literal('portfolio'),
        ranks: z.array(id).min(1).optional(),
        orHighest: z.boolean().optional(),
      }),
      z.strictObject({ ...holder, relation: z.literal('paired-secretary'), otherwise: id }),
      z.strictObject({
        ...holder,
        relation: z.literal('duty'),
        duty: id,
        readsCases: z.boolean().optional(),
      }),
      z.strictObject({ ...holder, relation: z.literal('any-of'), of: z.array(id).min(2) }),
      z.strictObject({ ...holder, relation: z.literal('next-rank') }),
      z.strictObject({ ...holder, relation: z.literal('duty-in-asked-body'), duty: id }),
      z.strictObject({ ...holder, relation: z.literal('answerer-of-asked-body') }),
      z.strictObject({ ...holder, relation: z.literal('principal-of-asked-body') }),
    ]),
  )
  .min(1);

export const peopleFile = z.strictObject({
  note: text,
  /** One for all: for a demo on the loopback interface only. */
  demoPassword: text,
  heldFrom: isoDate,
  basis: text,
  /** Logins worth printing when the stack has started, one per role. */
  printedLogins: z.array(text),
  posts: z.array(
    z.strictObject({
      id,
      body: id,
      rank: id.optional(),
      label: text,
      isPrincipal: z.boolean().default(false),
      isInCharge: z.boolean().default(false),
      duties: z.array(id).default([]),
    }),
  ),
  persons: z.array(
    z.strictObject({
      id,
      login: z.string().regex(/^[a-z][a-z0-9]*$/, '须为小写字母和数字'),
      displayName: text,
      /** Where the weekly digest is sent; without one it is read in the application. */
      email: z.email().optional(),
      isAdmin: z.boolean().default(false),
      posts: z.array(id),
    }),
  ),
});

export const portfoliosFile = z.strictObject({
  validFrom: isoDate,
  portfolios: z.array(z.strictObject({ post: id, bodies: z.array(id).min(1) })),
  pairings: z.array(z.strictObject({ secretary: id, leader: id })),
});

/** The first version of the calendar; what is announced later is entered in the running system. */
export const calendarFile = z.strictObject({
  note: text,
  expectsRegionalNotice: z.boolean(),
  notices: z
    .array(
      z.strictObject({
        id: id,
        scope: z.enum(['national', 'regional']),
        year: z.number().int(),
        title: text,
        number: text.nullable(),
        issuedOn: isoDate.nullable(),
        source: text,
        replaces: id.nullable(),
        amends: z.array(id),
        days: z.array(z.strictObject({ date: isoDate, kind: z.enum(['day-off', 'workday']), reason: text })),
      }),
    )
    .min(1),
});

/**
 * 条文适用口径登记: where the articles leave a question open, what the office chose and on what basis. What the software
 * goes by stands with the option as its settings.
 */
export const readingsFile = z
  .array(
    z.strictObject({
      id: z.string().regex(/^reading-[1-9]\d*$/, '须为 reading-序号'),
      /** How decision tables ask for it: `readings.<key>`. */
      key: z
        .string()
        .regex(/^[a-z][A-Za-z0-9]*$/, '须为小写字母起头的名称')
        .optional(),
      article: articleId,
      question: text,
      options: z
        .array(
          z.strictObject({
            id,
            label: text,
            settings: z
              .strictObject({
                /** Acts that a delegation to preside covers as well. */
                presidingCovers: z.array(text),
                /** Acts that are always one's own. */
                undelegableActs: z.array(text),
                /** Ranks that may be delegated to. */
                delegateRanks: z.array(id),
                /** Where an article says “or”: any of those named, or the first who is in office. */
                alternatives: z.enum(['any', 'first']),
                /** Whoever agreed as head of the drafting unit is to review the same text: once is enough, or again. */
                unitReview: z.enum(['stands', 'again']),
              })
              .partial()
              .optional(),
          }),
        )
        .min(1),
      chosen: id,
      chosenBy: text,
      since: isoDate,
      basis: text,
    }),
  )
  .min(1);

/** File name (without .json) → schema. */
export const officeFiles = {
  office: officeFile,
  vocabulary: vocabularyFile,
  ranks: ranksFile,
  bodies: bodiesFile,
  holders: holdersFile,
  people: peopleFile,
  portfolios: portfoliosFile,
  meetings: meetingsFile,
  calendar: calendarFile,
  readings: readingsFile,
  articles: articlesFile,
  coverage: coverageFile,
};

export type OfficeFiles = { [Name in keyof typeof officeFiles]: z.infer<(typeof officeFiles)[Name]> };
