import type { RoundView } from '../../db/readModels/countersignView';
import { isoDayInWords, momentInWords } from '../dates';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';
import { ADOPTIONS } from './countersignWords';

export const TALK: Record<RoundView['talks'][number]['kind'], string> = {
  negotiation: '协商',
  coordination: '协调',
};
export const RESULT: Record<RoundView['talks'][number]['result'], string> = {
  settled: '取得一致',
  split: '仍有分歧',
  recommended: '提出倾向性建议',
};
const EXTENSION: Record<RoundView['requests'][number]['extensions'][number]['state'], string> = {
  asked: '待主办部门答复',
  agreed: '同意',
  refused: '不同意',
  late: '期满后提出，不予受理',
};

/** 采纳情况表. @rule art-45 */
export function adoptionTable(office: Office, { comments }: RoundView): Html {
  if (comments.length === 0) return html``;
  return html`<section>
    <h2>意见采纳情况</h2>
    <table>
      <thead>
        <tr>
          <th>序号</th>
          <th>单位</th>
          <th>意见</th>
          <th>采纳情况</th>
          <th>理由</th>
        </tr>
      </thead>
      <tbody>
        ${comments.map(
          ({ number, bodyName, text, adoption, reasons, adoptedAs, adoptedAt }) =>
            html`<tr>
              <td data-label="序号">${number}</td>
              <td data-label="单位">${bodyName}</td>
              <td data-label="意见"><span class="lines">${text}</span></td>
              <td data-label="采纳情况">
                <div>
                  ${adoption ? ADOPTIONS[adoption] : html`<span class="quiet">未登记</span>`}
                  ${
                    adoptedAt &&
                    html`<p class="quiet">
                      ${adoptedAs}　${momentInWords(new Date(adoptedAt), office.timeZone)}
                    </p>`
                  }
                </div>
              </td>
              <td data-label="理由"><span class="lines">${reasons}</span></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** 协商 and 协调, with each side's grounds as they were put to everyone. @rule art-45 */
export function talkList(office: Office, { talks, requests }: RoundView): Html {
  if (talks.length === 0) return html``;
  const nameOf = (bodyId: string): string =>
    requests.find((request) => request.bodyId === bodyId)?.bodyName ?? bodyId;
  return html`<section>
    <h2>协商和协调</h2>
    <ol class="opinions">
      ${talks.map(
        ({ kind, result, record, grounds, actor, at }) =>
          html`<li>
            <p>
              <strong>${TALK[kind]}</strong>　${actor}　<span class="decision">${RESULT[result]}</span>
              <span class="quiet">${momentInWords(new Date(at), office.timeZone)}</span>
            </p>
            <p class="words">${record}</p>
            ${grounds.map(
              ({ bodyId, opinion, proposedWording }) =>
                html`<p class="quiet">
                  ${nameOf(bodyId)}的理由：${opinion}${proposedWording && `　建议改为：${proposedWording}`}
                </p>`,
            )}
          </li>`,
      )}
    </ol>
  </section>`;
}

/** 延期 and 催办, in the order in which they happened. @rule art-45 */
export function courseList(office: Office, round: RoundView): Html {
  const lines = courseOf(office, round);
  if (lines.length === 0) return html``;
  return html`<section>
    <h2>催办和延期</h2>
    <ul class="plain-list">
      ${lines.map(({ at, text }) => html`<li>${at}　${text}</li>`)}
    </ul>
  </section>`;
}

/** The same as pairs of moment and words. @rule art-45 */
export function courseOf(
  office: Office,
  { requests }: Pick<RoundView, 'requests'>,
): { at: string; text: string }[] {
  const words = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  const asked = requests.flatMap(({ bodyName, extensions }) =>
    extensions.map((one) => ({ at: one.askedAt, text: `${bodyName}${extensionInWords(one, words)}` })),
  );
  const lines = [...urgingsInWords(requests), ...asked];
  return [...lines]
    .sort((left, right) => new Date(left.at).getTime() - new Date(right.at).getTime())
    .map(({ at, text }) => ({ at: words(at), text }));
}

/** One 催办 goes to several bodies at the same moment: one line. */
function urgingsInWords(requests: RoundView['requests']): { at: string; text: string }[] {
  const urged = new Map<string, { at: string; by: string; names: string[] }>();
  for (const { bodyName, urgings } of requests) {
    for (const { urgedAs, urgedAt } of urgings) {
      const key = `${urgedAt} ${urgedAs}`;
      const one = urged.get(key) ?? { at: urgedAt, by: urgedAs, names: [] };
      one.names.push(bodyName);
      urged.set(key, one);
    }
  }
  return [...urged.values()].map(({ at, by, names }) => ({ at, text: `${by}催办：${names.join('、')}` }));
}

function extensionInWords(
  one: RoundView['requests'][number]['extensions'][number],
  words: (moment: string) => string,
): string {
  const decided = one.decidedAs && one.decidedAt ? `（${one.decidedAs}，${words(one.decidedAt)}）` : '';
  const until = one.agreedUntil ? `延期至${words(one.agreedUntil)}，${one.manner}` : one.answerReason;
  return `（${one.askedAs}）提出延期至${isoDayInWords(one.wantedUntil)}：${one.reason}——${EXTENSION[one.state]}${until ? `：${until}` : ''}${decided}`;
}
