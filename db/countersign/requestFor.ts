import { elements } from '../../domain/generated/ids';
import type { RequestAbout } from '../../domain/countersign/types';
import { CountersignRefusal } from '../../domain/countersign/refusal';
import type { OwnLimit } from '../../domain/countersign/limits';
import { faultOfLimit } from '../../domain/countersign/limits';
import type { Body } from '../../domain/people/types';
import type { RuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import type { NewRequest } from './requests';

const ANSWER = elements.countersignRequest.userTask_AnswerRequest;

export interface Asking {
  roundId: string;
  purpose: string;
  leadBodyId: string;
  stage: number;
  about: RequestAbout;
  group: number;
  own: OwnLimit | null;
  setBy: string | null;
  addedBy: string | null;
  addReason: string | null;
}

/**
 * What a body is asked, and by what limit: that of `timeLimits`, or the lead department's own. Throws CountersignRefusal
 * where its own is too short and no reason was given.
 *
 * @rule art-45 art-22
 */
export function requestFor(ruleSet: RuleSet, running: RunningCase, body: Body, asking: Asking): NewRequest {
  const rule = ruleSet.countersignRule(body.kind, asking.purpose);
  const limit = ruleSet.timeLimit(ANSWER, running.facts);
  const fault = faultOfLimit(asking.own, rule);
  if (fault) {
    const { article, reading } = rule;
    const reference = { article, reading, ruleSet: ruleSet.hash, words: fault };
    throw new CountersignRefusal('limit-too-short', '期限过短', `${fault}。`, reference);
  }
  const { roundId, stage, about, group, addedBy, addReason, own, setBy } = asking;
  return {
    roundId,
    caseId: running.id,
    bodyId: body.id,
    stage,
    about,
    group,
    isLead: body.id === asking.leadBodyId,
    byPrincipal: rule.byPrincipal || body.id === asking.leadBodyId,
    addedBy,
    addReason,
    mayBeDeemed: rule.deemed,
    limitDays: own?.days ?? limit.workingDays,
    limitReason: own?.reason ?? null,
    limitSetBy: own ? setBy : null,
    limitRule: { article: limit.article, reading: '', ruleSet: ruleSet.hash, words: limit.words },
  };
}
