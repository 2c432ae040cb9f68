import { createHash, randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { insertAnswer, insertPhoneAnswer } from '../../../db/countersign/answers';
import { tellLead } from '../../../db/countersign/notices';
import { findRequest, moveDeadline } from '../../../db/countersign/requests';
import { appendLedger } from '../../../db/ledger';
import { enqueue } from '../../../db/outbox';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import { withTransaction } from '../../../db/transaction';
import { lockCase } from '../../../db/cases';
import { workingDeadline } from '../../../db/workingDeadline';
import type { Answer } from '../../../domain/countersign/types';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound } from '../../problems';
import { bodyActor } from './actors';
import { onRequest, onRequestAsLead } from './onRound';

/**
 * 逾期答复: kept for what it is. It changes nothing by itself, and the lead department is told. It may come when the round is
 * long closed.
 *
 * @rule art-45
 */
export async function answerLate(
  deps: Dependencies,
  account: Account,
  requestId: string,
  input: { answer: Answer; opinion: string; proposedWording: string; replyNumber: string },
): Promise<string> {
  return withTransaction(deps.pool, async (sql) => {
    const found = await findRequest(sql, requestId);
    if (!found) throw notFound('会签请求');
    await lockCase(sql, found.caseId);
    const request = (await findRequest(sql, requestId)) ?? found;
    const actor = await bodyActor(deps, sql, account, request, true);
    if (request.state !== 'deemed' && request.state !== 'by-phone') {
      throw conflict('not-late', '不是逾期答复', '期限还没有届满，或者本单位已经答复；请在待办中答复。');
    }
    const now = deps.clock.now();
    const id = await insertAnswer(sql, {
      ...input,
      requestId,
      kind: 'late',
      replyLetterId: null,
      elementInstanceKey: null,
      personId: actor.personId,
      postId: actor.postId,
      actor: actor.capacity,
      grade: 'trusted',
      versionId: request.versionId,
      versionSha256: request.versionSha256,
      answeredAt: now,
    });
    const effectKey = `late-answer:${id}`;
    const words = `${request.bodyName}逾期答复，已存，不改变原来的认定`;
    await tellLead(sql, {
      roundId: request.roundId,
      requestId,
      kind: 'late-answer',
      words,
      at: now,
      effectKey,
    });
    await appendLedger(sql, {
      caseId: request.caseId,
      kind: 'countersign-late-answer',
      personId: actor.personId,
      actor: actor.capacity,
      capacity: null,
      summary: words,
      data: { requestId, answerId: id, answer: input.answer, opinion: input.opinion },
      rule: request.limitRule,
      effectKey,
      at: now,
    });
    return id;
  });
}

/**
 * 电话答复 of an urgent paper, recorded by the lead department, to be signed within the table's limit: until then its own
 * deadline doesn't end the request, and it never counts as silence.
 *
 * @rule art-45
 */
export async function recordPhoneAnswer(
  deps: Dependencies,
  account: Account,
  requestId: string,
  input: { answer: Answer; opinion: string; spokenWith: string; answeredAt: Date },
): Promise<void> {
  await onRequestAsLead(deps, account, requestId, async ({ sql, running, place, now }, request, actor) => {
    const { deadlineAt } = request;
    const isTooLate = request.mayBeDeemed && deadlineAt !== null && input.answeredAt >= deadlineAt;
    if (request.state !== 'open' || !deadlineAt || isTooLate || input.answeredAt > now) {
      throw conflict('not-open', '不能登记', '该单位没有在等候答复，或者答复的时间不在期限之内。');
    }
    const { bodies } = await loadPeopleSnapshot(sql, now);
    const kind = bodies.find(({ id }) => id === request.bodyId)?.kind ?? '';
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const { phoneSignDays, article, reading, words } = ruleSet.countersignRule(kind, place.purpose);
    const rule = { article, reading, ruleSet: ruleSet.hash, words };
    const due = await workingDeadline(sql, input.answeredAt, phoneSignDays, now);
    const recorded = { recordedBy: actor.personId, recordedAs: actor.capacity, signDueAt: due.at, rule };
    if (!(await insertPhoneAnswer(sql, { ...input, requestId, ...recorded }))) {
      throw conflict('already-recorded', '已经登记', '该单位的电话答复已经登记过。');
    }
    const effectKey = `countersign-phone:${requestId}`;
    await appendLedger(sql, {
      caseId: request.caseId,
      kind: 'countersign-phone',
      personId: actor.personId,
      actor: actor.capacity,
      capacity: null,
      summary: `${request.bodyName}电话答复（${input.spokenWith}），待补签`,
      data: {
        requestId,
        answer: input.answer,
        opinion: input.opinion,
        answeredAt: input.answeredAt.toISOString(),
      },
      rule,
      effectKey,
      at: now,
    });
    if (due.at <= deadlineAt) return;
    const { provisional, calendarVersion } = due;
    await moveDeadline(sql, request, { at: due.at, provisional, calendarVersion, now });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: request.caseId,
      payload: { name: messages.countersignExtensionAgreed, correlationKey: requestId, variables: {} },
      effectKey,
    });
  });
}

/** 复函 with its own number; the answer then names it. Answers its id. @rule art-45 */
export async function attachReplyLetter(
  deps: Dependencies,
  account: Account,
  requestId: string,
  letter: { number: string; fileName: string; mediaType: string; bytes: Buffer },
): Promise<string> {
  return onRequest(deps, requestId, async ({ sql }, request) => {
    const actor = await bodyActor(deps, sql, account, request);
    const id = randomUUID();
    await sql.query(
      `insert into countersign_reply_letters (id, request_id, number, file_name, media_type, size, sha256, bytes, uploaded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        requestId,
        letter.number,
        letter.fileName,
        letter.mediaType,
        letter.bytes.length,
        createHash('sha256').update(letter.bytes).digest('hex'),
        letter.bytes,
        actor.personId,
      ],
    );
    return id;
  });
}
