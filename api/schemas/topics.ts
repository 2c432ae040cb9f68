import { z } from 'zod';
import type { Office } from '../office';
import { gateFinding, labelled, moment } from './common';
import { line, sha256, text, uuid } from './text';

const LONGEST = 5_000;

const oneOf = (entries: readonly { id: string }[]) =>
  z.enum(entries.map(({ id }) => id) as [string, ...string[]]);

export const topicState = z.enum([
  'proposed',
  'returned',
  'coordinated',
  'checked',
  'in',
  'postponed',
  'other-meeting',
  'out',
  'scheduled',
  'decided',
  'withdrawn',
]);

const filled = text(LONGEST)
  .transform((value) => value.trim())
  .refine((value) => value !== '', '不能为空');

const fields = ({ meetings }: Office) => ({
  title: line(200),
  category: oneOf(meetings.topicCategories),
  meetingKind: oneOf(meetings.kinds),
  purpose: filled,
  proposal: filled.meta({ description: '提请会议决定的事项' }),
  reporter: z
    .strictObject({ personId: line(100), postId: line(100) })
    .nullable()
    .default(null)
    .meta({ description: '汇报人；不填为部门主要负责人' }),
  minutes: z.int().min(1, '至少1分钟').max(600, '不能超过600分钟'),
  budget: text(LONGEST).default(''),
  explanation: text(LONGEST).default('').meta({ description: '起草说明' }),
  opinions: text(LONGEST).default('').meta({ description: '会签以外征求意见的情况' }),
  concernedBodies: z.array(line(100)).max(100).default([]).meta({ description: '请其会签的单位' }),
  evidences: z
    .array(z.strictObject({ evidence: oneOf(meetings.evidences), words: filled }))
    .max(20)
    .refine((all) => new Set(all.map(({ evidence }) => evidence)).size === all.length, '同一程序只写一次')
    .default([]),
  isNormative: z.boolean().default(false),
  isMajor: z.boolean().default(false),
  touchesBusiness: z.boolean().default(false),
  partyGroupDiscussed: z.boolean().default(false),
  forPartyCommittee: z.boolean().default(false),
});

export const topicInput = (office: Office) =>
  z.strictObject({ ...fields(office), postId: line(100).optional() });
export const topicChange = (office: Office) =>
  z.strictObject({ ...fields(office), revision: z.int().min(1) });

export const materialFields = (office: Office) =>
  z.object({
    kind: oneOf(office.meetings.materialKinds),
    title: line(200),
    classified: z.boolean().default(false),
    reason: text(500).default(''),
  });

export const materialOrder = (office: Office) =>
  z.strictObject({
    order: z
      .array(
        z.strictObject({ attachmentId: uuid, kind: oneOf(office.meetings.materialKinds), title: line(200) }),
      )
      .max(100),
    reason: text(500).default(''),
  });

export const listing = (office: Office) =>
  z.strictObject({
    meetingKind: oneOf(office.meetings.kinds).optional(),
    reason: line(500),
  });

export const material = z
  .object({
    attachmentId: uuid,
    kind: z.string(),
    kindLabel: z.string(),
    title: z.string(),
    pages: z.int(),
    fileName: z.string(),
    mediaType: z.string(),
    size: z.int(),
    sha256,
  })
  .meta({ id: 'TopicMaterial' });

const summary = {
  id: uuid,
  title: z.string(),
  status: z.string(),
  state: topicState,
  stateLabel: z.string(),
  stateSince: moment,
  bodyId: z.string(),
  bodyName: z.string(),
  category: z.string(),
  categoryLabel: z.string(),
  meetingKind: z.string(),
  meetingLabel: z.string(),
  reporterName: z.string(),
  reporterPostLabel: z.string(),
  minutes: z.int(),
};

export const topicSummary = z.object(summary).meta({ id: 'TopicSummary' });

export const topicView = z
  .object({
    ...summary,
    purpose: z.string(),
    proposal: z.string(),
    budget: z.string(),
    explanation: z.string(),
    opinions: z.string(),
    reporter: z.object({ personId: z.string(), postId: z.string() }),
    concernedBodies: z.array(labelled),
    evidences: z.array(z.object({ evidence: z.string(), label: z.string(), words: z.string() })),
    flags: z.array(z.object({ id: z.string(), label: z.string(), value: z.boolean() })),
    materials: z.array(material),
    revision: z.int(),
    version: z.object({ id: uuid, number: z.int(), sha256 }).nullable(),
    findings: z.array(gateFinding).meta({ description: '规则对此议题的核对；办结的不再核对' }),
    acts: z
      .array(
        z.object({
          act: z.string(),
          actor: z.string(),
          decision: z.string(),
          decisionLabel: z.string(),
          opinion: z.string(),
          at: moment,
        }),
      )
      .meta({ description: '各步所办，先办的在前' }),
    editable: z.boolean(),
    mayChangeMaterials: z.boolean(),
    mayListAgain: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'Topic' });
