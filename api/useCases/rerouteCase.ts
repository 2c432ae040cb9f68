import type { Account } from '../../db/accounts';
import { lockCase } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { enqueue } from '../../db/outbox';
import { loadPeopleSnapshot } from '../../db/people';
import type { Queryable } from '../../db/pool';
import { currentReadings } from '../../db/readings';
import { isBeingActedOn, recordRerouting, rerouteKey, waitsForRerouting } from '../../db/reroutings';
import { loadRuleSet } from '../../db/ruleSets';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase } from '../../db/runningCases';
import { findStandingSignature } from '../../db/signatures';
import { contextOf } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { messages } from '../../domain/generated/ids';
import { previewRoute, readingInputs, readingSettings } from '../../domain/routing';
import type { ReadingChoices, RoutePreview } from '../../domain/routing';
import type { Dependencies } from '../dependencies';
import { conflict, notFound, refusedByRule } from '../problems';
import { requireKeeper } from './readings';
import { routeInWords } from './routeInWords';

/**
 * 改按现行口径办理: a case in progress that nobody has signed gets the readings of today and its route anew. What was
 * agreed to before the route began stands; what was asked of the old route is taken back. The rule set stays the one
 * that the case pinned. Throws a problem that says why not.
 *
 * @returns the new route in words
 * @rule art-47 art-66
 */
export async function rerouteCase(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<string> {
  await requireKeeper(deps, account);
  return withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const running = await findRunningCase(sql, caseId);
    if (!running) throw notFound('办件');
    await requireReroutable(sql, running);

    const readings = await currentReadings(sql);
    const changed = changedReadings(deps, running.readings, readings);
    if (changed.length === 0) {
      throw conflict('same-readings', '口径没有变动', '此件所依的口径与现行口径相同，不必改。');
    }
    const before = await routeBy(deps, sql, running, running.readings);
    const after = await routeBy(deps, sql, running, readings);
    requirePassable(after);

    await recordRerouting(sql, caseId, readings);
    await appendLedger(sql, {
      caseId,
      kind: 'rerouted',
      personId: account.personId,
      actor: account.displayName,
      capacity: null,
      summary: `改按现行口径办理（${changed.join('、')}）：原定${routeInWords(before)}；现定${routeInWords(after)}。理由：${reason}`,
      data: { before: running.readings, after: readings },
      rule: after.rule,
      effectKey: `rerouted:${running.reroutings}`,
    });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId,
      payload: {
        name: messages.caseRerouted,
        correlationKey: rerouteKey(caseId, running.reroutings),
        variables: {
          readings: readingInputs(deps.office.readings, readings),
          rerouteKey: rerouteKey(caseId, running.reroutings + 1),
        },
      },
      effectKey: `rerouted:${rerouteKey(caseId, running.reroutings)}`,
    });
    return routeInWords(after);
  });
}

async function requireReroutable(sql: Queryable, { id, status }: RunningCase): Promise<void> {
  if (status !== 'in-progress') throw conflict('case-closed', '此件已经办结', '已经办结的件不能再改路线。');
  if (await findStandingSignature(sql, id)) {
    throw conflict('already-signed', '此件已经签发', '已经签发的，签发依当时的口径有效，不因改选口径变动。');
  }
  if (await isBeingActedOn(sql, id)) {
    throw conflict('being-acted-on', '有人正在办理', '有人刚刚提交了意见，正在登记。请稍候片刻再试。');
  }
  if (!(await waitsForRerouting(sql, id, messages.caseRerouted))) {
    throw conflict(
      'older-diagram',
      '此件按旧版流程办理',
      '此件所用的流程图没有改路线这一步，只能按原定路线办完。',
    );
  }
}

/** 第二项、第十三项: the readings that are other than those the case goes by. */
function changedReadings({ office }: Dependencies, before: ReadingChoices, after: ReadingChoices): string[] {
  return office.readings
    .map(({ id, chosen, question }) => ({
      question,
      isSame: (before[id] ?? chosen) === (after[id] ?? chosen),
    }))
    .flatMap(({ question, isSame }) => (isSame ? [] : [question]));
}

async function routeBy(
  deps: Dependencies,
  sql: Queryable,
  running: RunningCase,
  choices: ReadingChoices,
): Promise<RoutePreview> {
  const { holders, readings, timeZone } = deps.office;
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  return previewRoute(
    await loadRuleSet(sql, running.ruleSetHash),
    running.facts,
    contextOf(running),
    holders,
    people,
    {
      inputs: readingInputs(readings, choices),
      settings: readingSettings(readings, choices),
      timeZone,
    },
  );
}

function requirePassable({ outcome, rule, obstacles }: RoutePreview): void {
  if (outcome === 'refuse') throw refusedByRule('按现行口径不能办理', rule.words, rule);
  if (obstacles.length === 0) return;
  throw refusedByRule('无人可办', `${obstacles.join('；')}。请由办公室补任职或分工后再改。`, rule);
}
