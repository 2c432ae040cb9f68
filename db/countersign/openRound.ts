import { dissenters } from '../../domain/countersign/nextOfRound';
import type { OwnLimit } from '../../domain/countersign/limits';
import { CountersignRefusal } from '../../domain/countersign/refusal';
import type { Body } from '../../domain/people/types';
import { appendLedger } from '../ledger';
import type { Office } from '../officeSchema';
import { loadPeopleSnapshot } from '../people';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import { findLatestVersion } from '../versions';
import { findPlaceOfRound } from './place';
import { loadRoundRecord } from './record';
import { requestFor } from './requestFor';
import { insertRequest } from './requests';
import { findOpenRound, insertRound } from './rounds';

export interface RoundWish {
  /** One of the office's `countersignPurposes`. */
  purpose: string;
  /** Whom to ask; groups are asked one after the other. Empty with a previous round: whoever objected or commented there. */
  departments: { bodyId: string; group: number }[];
  own: OwnLimit | null;
  previousRoundId: string | null;
}

/** Who opens it: 农业农村局科员米热班·艾买提. */
export interface Actor {
  personId: string;
  capacity: string;
}

/**
 * Opens a round about the present version of a document. The caller has locked the case, and starts the process: by
 * message, or as a call activity of the case's own. Throws CountersignRefusal.
 *
 * @returns the round's id
 * @rule art-18 art-22 art-45
 */
export async function openRound(
  sql: Queryable,
  office: Pick<Office, 'vocabulary'>,
  running: RunningCase,
  wish: RoundWish,
  actor: Actor,
  options: { startedBy: 'message' | 'call'; leadBodyId?: string; now: Date },
): Promise<string> {
  const purpose = office.vocabulary.countersignPurposes.find(({ id }) => id === wish.purpose);
  const version = await findLatestVersion(sql, running.id);
  if (!purpose || !version || (purpose.fromText && options.startedBy === 'message'))
    throw new CountersignRefusal('no-such-purpose', '用途有误', '请选择会签或者征求意见。');
  if (running.status !== 'in-progress') {
    throw new CountersignRefusal('not-in-progress', '不能会签', '此件没有送审或者已经办结，不能会签。');
  }
  if (await findOpenRound(sql, running.id)) {
    throw new CountersignRefusal(
      'round-open',
      '已在会签',
      '此件正在会签，办结后才能另起一轮；要加单位的请增加会签单位。',
    );
  }
  const { bodies } = await loadPeopleSnapshot(sql, options.now);
  const asked = await departmentsOf(sql, running, wish, bodies);
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const leadBodyId = options.leadBodyId ?? running.draftingBodyId;
  const basis = ruleSet.countersignRule(asked[0]?.body.kind ?? '', wish.purpose);
  const { article, reading, words } = basis;
  const rule = { article, reading, ruleSet: ruleSet.hash, words };
  const round = await insertRound(sql, {
    caseId: running.id,
    purpose: wish.purpose,
    versionId: version.id,
    versionSha256: version.sha256,
    leadBodyId,
    previousRoundId: wish.previousRoundId,
    openedBy: actor.personId,
    openedAs: actor.capacity,
    limitDays: wish.own?.days ?? null,
    limitReason: wish.own?.reason ?? null,
    rule,
    startedBy: options.startedBy,
  });
  for (const { body, group } of asked) {
    const asking = {
      roundId: round.id,
      purpose: wish.purpose,
      leadBodyId,
      stage: 1,
      about: 'document',
    } as const;
    const limits = { own: wish.own, setBy: actor.personId, addedBy: null, addReason: null };
    await insertRequest(sql, requestFor(ruleSet, running, body, { ...asking, group, ...limits }));
  }
  await appendLedger(sql, {
    caseId: running.id,
    kind: 'countersign-opened',
    personId: actor.personId,
    actor: actor.capacity,
    capacity: null,
    summary: `第${version.number}稿送${asked.map(({ body }) => body.shortName).join('、')}${purpose.label}（第${round.number}轮）`,
    data: {
      roundId: round.id,
      departments: asked.map(({ body, group }) => ({ bodyId: body.id, group })),
      limitDays: wish.own?.days ?? null,
      limitReason: wish.own?.reason ?? null,
      previousRoundId: wish.previousRoundId,
    },
    rule,
    effectKey: `countersign-opened:${round.id}`,
    at: options.now,
  });
  return round.id;
}

async function departmentsOf(
  sql: Queryable,
  running: RunningCase,
  wish: RoundWish,
  bodies: Body[],
): Promise<{ body: Body; group: number }[]> {
  const wanted =
    wish.departments.length > 0
      ? wish.departments
      : (await whomItTouches(sql, running.id, wish.previousRoundId)).map((bodyId) => ({ bodyId, group: 1 }));
  if (wanted.length === 0) throw new CountersignRefusal('no-departments', '未选单位', '请选择要会签的单位。');
  if (new Set(wanted.map(({ bodyId }) => bodyId)).size < wanted.length) {
    throw new CountersignRefusal('department-twice', '单位重复', '同一单位只能选一次。');
  }
  return wanted.map(({ bodyId, group }) => {
    const body = bodies.find(({ id }) => id === bodyId);
    if (!body) throw new CountersignRefusal('no-such-body', '没有这个单位', `没有单位“${bodyId}”。`);
    return { body, group };
  });
}

/** By default a new version is put to those again who objected or commented; the lead department may choose others. */
async function whomItTouches(
  sql: Queryable,
  caseId: string,
  previousRoundId: string | null,
): Promise<string[]> {
  if (previousRoundId === null) return [];
  const previous = await findPlaceOfRound(sql, previousRoundId);
  if (previous?.caseId !== caseId) {
    throw new CountersignRefusal('no-such-round', '没有这一轮', '所指的上一轮会签不是此件的。');
  }
  const record = await loadRoundRecord(sql, previousRoundId);
  return [...new Set([...dissenters(record), ...record.comments.map(({ bodyId }) => bodyId)])];
}
