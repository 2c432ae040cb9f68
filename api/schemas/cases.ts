import { z } from 'zod';
import { holder, moment, rule } from './common';
import { groundsInput } from './content';
import { attachmentView } from './drafts';
import { engineKey, said, sha256, uuid } from './text';

export const status = z.enum(['draft', 'in-progress', 'issued', 'ended']).meta({ id: 'CaseStatus' });
const grade = z.enum(['trusted', 'demo']).meta({ description: 'demo = 演示级：只证明引擎记录的承办人' });

const closedAs = z
  .enum(['issued', 'not-issued', 'discarded', 'done', 'declined', 'cancelled'])
  .nullable()
  .meta({ description: '印发、不发、作废（不发和作废的存废稿，不编号）；不是公文的：办结、未予同意、取消' });

export const caseListItem = z
  .object({
    id: uuid,
    title: z.string(),
    status,
    drafterName: z.string(),
    draftingBodyName: z.string(),
    documentNumber: z.string().nullable(),
    openedAt: moment,
    submittedAt: moment.nullable(),
    closedAt: moment.nullable(),
    closedAs,
    currentSteps: z.array(z.string()),
    currentHolders: z.array(z.string()),
  })
  .meta({ id: 'CaseListItem' });

export const caseList = z.object({
  items: z.array(caseListItem),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
});

const version = z.object({
  number: z.int(),
  sha256,
  change: z
    .enum(['first', 'wording', 'as-instructed', 'substantive'])
    .meta({ description: '与上一稿相比：首稿、文字性、照批示、实质性' }),
  createdAt: moment,
  createdByName: z.string(),
});

const block = z.object({
  type: z.enum(['heading', 'paragraph']),
  level: z.int().min(1).max(4).optional(),
  text: z.string(),
});

export const stepHolder = holder
  .extend({ postId: z.string(), onBehalfOf: z.string().nullable().meta({ description: '受谁委托' }) })
  .meta({ id: 'StepHolder' });

const step = z
  .object({
    elementInstanceKey: engineKey,
    userTaskKey: engineKey.nullable(),
    taskIsOpen: z.boolean(),
    elementId: z.string(),
    label: z.string(),
    act: z.string(),
    decisions: z.array(z.string()),
    reason: z.string(),
    rule,
    versionNumber: z.int(),
    openedAt: moment,
    dueAt: moment,
    dueProvisional: z.boolean(),
    state: z.enum(['open', 'accepted', 'refused', 'cancelled']),
    closedAt: moment.nullable(),
    holders: z.array(stepHolder),
  })
  .meta({ id: 'Step' });

const opinion = z
  .object({
    stepLabel: z.string(),
    act: z.string(),
    actor: z.string(),
    decision: z.string(),
    opinion: z.string(),
    details: z.object({
      reviewer: z.string().optional(),
      signatory: z.string().optional(),
      named: z.string().optional(),
      confirmations: z.array(z.string()),
      excepted: z.array(z.string()).optional(),
    }),
    named: z.string().nullable().meta({ description: '所请的领导' }),
    actedAt: moment,
    accepted: z.boolean(),
    refusal: z.string().nullable(),
    grade,
    rule,
  })
  .meta({ id: 'Opinion' });

const signature = z
  .object({
    personName: z.string(),
    postLabel: z.string(),
    onBehalfOf: z.string().nullable().meta({ description: '受谁委托' }),
    delegationBasis: z.string().nullable().meta({ description: '委托所据文件' }),
    act: z.string(),
    grade,
    versionNumber: z.int(),
    versionSha256: sha256,
    signedAt: moment,
    voidReason: z.string().nullable(),
    rule,
  })
  .meta({ id: 'Signature' });

export const caseView = z
  .object({
    id: uuid,
    title: z.string(),
    status,
    blocked: z.boolean().meta({ description: '流程受阻，待系统管理员处理' }),
    facts: z.record(z.string(), z.union([z.string(), z.boolean()])),
    documentNumber: z.string().nullable(),
    drafter: z.object({ personName: z.string(), postLabel: z.string(), bodyName: z.string() }),
    ruleSetHash: z.string().nullable(),
    calendarVersion: z.string().nullable(),
    openedAt: moment,
    submittedAt: moment.nullable(),
    closedAt: moment.nullable(),
    closedAs,
    grounds: groundsInput,
    currentVersion: version
      .extend({
        content: z.object({
          title: z.string(),
          addressees: z.array(z.string()),
          blocks: z.array(block),
          copyTo: z.array(z.string()),
          attachments: z.array(z.object({ id: uuid, title: z.string(), sha256 })),
        }),
      })
      .nullable(),
    versions: z.array(version),
    attachments: z.array(attachmentView.omit({ title: true })),
    steps: z.array(step),
    opinions: z.array(opinion),
    signatures: z.array(signature),
  })
  .meta({ id: 'Case' });

export const ledger = z
  .object({
    entries: z.array(
      z.object({
        sequence: z.int(),
        at: moment,
        kind: z.string(),
        actor: z.string(),
        capacity: z.string().nullable(),
        summary: z.string(),
        rule: rule.nullable(),
        grade: grade.nullable(),
        hash: sha256,
      }),
    ),
    verification: z.object({ intact: z.boolean(), brokenAt: z.int().nullable(), head: sha256.nullable() }),
  })
  .meta({ id: 'Ledger' });

export const withdrawal = z.strictObject({ reason: said(500, '请写明撤回理由') }).meta({ id: 'Withdrawal' });

export const notice = z
  .object({
    caseId: uuid,
    caseTitle: z.string(),
    stepLabel: z.string(),
    kind: z.string(),
    number: z.int(),
    at: moment,
    dueAt: moment,
    wasDueAt: moment.nullable().meta({ description: '期限调整的，原定的期限' }),
    holders: z.string(),
    toHolder: z.boolean().meta({ description: '因本人承办而提醒；否则是告知' }),
  })
  .meta({ id: 'Notice' });
