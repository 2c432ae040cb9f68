import { z } from 'zod';
import { moment, rule } from './common';
import { stepHolder } from './cases';
import { engineKey, sha256, uuid } from './text';

export const task = z
  .object({
    userTaskKey: engineKey,
    elementInstanceKey: engineKey,
    elementId: z.string(),
    caseId: uuid,
    caseTitle: z.string(),
    caseUrl: z.string(),
    draftingBodyName: z.string(),
    urgency: z.string(),
    label: z.string(),
    act: z.string(),
    decisions: z.array(z.object({ id: z.string(), label: z.string() })),
    reason: z.string(),
    rule,
    versionSha256: sha256,
    openedAt: moment,
    dueAt: moment,
    dueProvisional: z.boolean(),
    state: z.enum(['created', 'completed', 'cancelled']),
    holders: z.array(stepHolder),
  })
  .meta({ id: 'Task' });

const options = z.array(z.object({ value: z.string(), label: z.string() }));

/** The task with what it asks besides the decision; empty where it does not ask. */
export const taskWithQuestions = task
  .extend({
    questions: z.object({
      reviewers: options,
      signatories: options,
      named: options,
      statements: options,
      listed: options,
    }),
  })
  .meta({ id: 'TaskWithQuestions' });
