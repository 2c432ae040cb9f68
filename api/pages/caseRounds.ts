import type { RoundView } from '../../db/readModels/countersignView';
import type { Body } from '../../domain/people/types';
import type { Office } from '../office';
import { labelOf } from '../office';
import { limitFields } from './countersignForms';
import { answerInTime, outcomeOf, roundStateInWords } from './countersignWords';
import { fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';

/** The form of a new round as a browser sends it. */
export interface TypedRound {
  purpose: string;
  departments: string[];
  previousRoundId: string;
  limitDays: string;
  limitReason: string;
}

/** A case's rounds of countersigning, and whom the reader may ask; null where he may open none. */
export interface CaseRounds {
  rounds: readonly RoundView[];
  askable: readonly Body[] | null;
  typed: TypedRound | null;
}

/** 会签: a line for each body, and the way to the sheet. @rule art-45 */
export function roundsSection(office: Office, caseId: string, shown: CaseRounds): Html {
  const { rounds, askable } = shown;
  if (rounds.length === 0 && !askable) return html``;
  return html`<section>
    <h2>会签</h2>
    ${rounds.length === 0 ? html`<p class="none">尚未会签。</p>` : roundList(office, rounds)}
    ${askable && openingForm(office, caseId, askable, shown)}
  </section>`;
}

/** Each round's sheet with what the bodies have answered. */
export function roundList(office: Office, rounds: readonly RoundView[]): Html {
  return html`${rounds.map((round) => {
    const purpose = labelOf(office.vocabulary.countersignPurposes, round.purpose);
    return html`<h3>
        <a href="/countersigns/${round.id}">${purpose}单（第 ${round.number} 轮）</a
        ><small>第 ${round.versionNumber} 稿，${roundStateInWords(round)}</small>
      </h3>
      <ul class="asked-bodies">
        ${round.requests.map((request) => {
          const { words, tone } = outcomeOf(request);
          return html`<li>
            ${request.bodyName}　<span class="outcome ${tone}">${words}</span>
            <span class="quiet">${answerInTime(request)?.actor}</span>
          </li>`;
        })}
      </ul>`;
  })}`;
}

/** 发起会签 by the lead department: departments by tick, its own limit with a reason. */
function openingForm(
  { vocabulary }: Office,
  caseId: string,
  askable: readonly Body[],
  { rounds, typed }: CaseRounds,
): Html {
  const last = rounds.at(-1);
  const purposes = vocabulary.countersignPurposes.filter(({ fromText }) => !fromText);
  const value = (name: string): string => {
    const kept = name === 'limitDays' ? typed?.limitDays : typed?.limitReason;
    return kept ?? '';
  };
  const body = html`<form method="post" action="/cases/${caseId}/countersigns">
    ${select('purpose', '用途', purposes, typed?.purpose ?? '')}
    <fieldset class="bodies">
      <legend>请哪些单位</legend>
      ${last && html`<p class="quiet">一个也不选的，再请上一轮不同意和提过意见的单位。</p>`}
      ${askable.map(
        ({ id, shortName }) =>
          html`<label
            ><input
              type="checkbox"
              name="departments"
              value="${id}"
              ${typed?.departments.includes(id) ? html`checked` : ''}
            />${shortName}</label
          >`,
      )}
    </fieldset>
    ${last && html`<input type="hidden" name="previousRoundId" value="${last.id}" />`} ${limitFields(value)}
    <div class="buttons"><button class="second">发起</button></div>
  </form>`;
  const summary = last ? '再次会签或者征求意见' : '请有关部门会签或者征求意见';
  return fold(summary, '同时送达各单位，期限自送达起算', typed !== null, body, 'paper');
}
