import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import type { NewStep } from '../../db/steps';
import { openStep as insertStep } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import { findLatestVersion } from '../../db/versions';
import { dayIn, deadline } from '../../domain/calendar';
import { articleInWords } from '../../domain/routing/ruleInWords';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';
import { requireOwnCase } from './requireOwnCase';
import { stepTerms } from '../../db/stepTerms';

/** 11月24日19:30, in the office's zone. */
function dueInWords(moment: Date, timeZone: string): string {
  const { month, day } = dayIn(moment, timeZone);
  const time = new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${month}月${day}日${time.format(moment)}`;
}

/**
 * Start listener of every human step: finds who holds the post now, by when, and says why, before the task
 * exists. Its variables are local to the task.
 *
 * @rule art-47 art-58
 */
export const openStep = defineWorker({
  type: 'case.openStep',
  action: '确定办理人',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      const running = await requireOwnCase(deps.pool, caseId, job);
      const version = await findLatestVersion(deps.pool, caseId);
      if (!version) throw new PermanentError('未查到本件的文稿，请运行 npm run doctor 核对');
      if (running.status !== 'in-progress') throw new PermanentError('此件已经办结，不得再送办');

      const now = deps.clock.now();
      const terms = await stepTerms(deps.pool, deps.office.holders, running, job.elementId, now);
      if (terms.lawful.capacities.length === 0) {
        throw new PermanentError(`现无人可${terms.step.act}：${terms.lawful.words}。请补任职后在本页重试`);
      }
      const due = deadline(now, terms.limit.workingDays, deps.office.calendar);
      const step: NewStep = {
        elementInstanceKey: job.elementInstanceKey,
        caseId,
        processInstanceKey: job.processInstanceKey,
        elementId: job.elementId,
        label: terms.step.act,
        act: terms.step.act,
        decisions: terms.step.decisions,
        versionId: version.id,
        reason: `${terms.rule.words}${terms.lawful.words}。`,
        rule: terms.rule,
        dueAt: due.at,
        dueProvisional: due.provisional,
        holders: terms.lawful.capacities,
      };
      const names = terms.lawful.capacities.map((one) => `${one.postLabel}${one.personName}`).join('、');
      await withTransaction(deps.pool, async (sql) => {
        await insertStep(sql, step);
        await appendLedger(sql, {
          caseId,
          kind: 'step-opened',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `送${names}${terms.step.act}`,
          data: { elementId: job.elementId, dueAt: due.at.toISOString(), provisional: due.provisional },
          rule: terms.rule,
          effectKey: `step-opened:${job.elementInstanceKey}`,
          at: now,
        });
      });
      const logins = terms.lawful.capacities.map((one) => one.login);
      return {
        stepKey: job.elementInstanceKey,
        // The engine wants a string: empty leaves the task to be claimed by one of the candidates.
        assignee: logins.length === 1 ? logins[0] : '',
        candidateUsers: logins,
        dueDate: due.at.toISOString(),
        priority: terms.limit.priority,
        reason: step.reason,
        holderNames: names,
        articleLabel: articleInWords(terms.rule),
        dueLabel: `请于${dueInWords(due.at, deps.office.timeZone)}前办结${due.provisional ? '（期限暂定）' : ''}`,
      };
    },
});
