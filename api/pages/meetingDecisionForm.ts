import { z } from 'zod';
import type { Office } from '../office';
import type { DecisionListView, DecisionView } from '../useCases/afterMeeting/viewDecisions';
import { area, fold, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';

/** As a browser sends it: a field that stands several times comes as a list. */
export const typedDecision = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type TypedDecision = z.output<typeof typedDecision>;

/** Empty rows offered beside those that are filled in. */
const SPARE_ROWS = 3;
const MOST_ROWS = 50;

const one = (typed: TypedDecision, name: string): string => {
  const value = typed[name];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
};
const many = (typed: TypedDecision, name: string): string[] => {
  const value = typed[name];
  return Array.isArray(value) ? value : value ? [value] : [];
};

/** What the API takes for a decision; rows without words were left empty. */
export function decisionFrom(typed: TypedDecision): Record<string, unknown> {
  const rows = [...Array(MOST_ROWS).keys()];
  return {
    outcome: one(typed, 'outcome'),
    words: one(typed, 'words'),
    disclosure: one(typed, 'disclosure'),
    disclosureReason: one(typed, 'disclosureReason'),
    pressWanted: one(typed, 'pressWanted') !== '',
    tasks: rows
      .filter((row) => one(typed, `what${row}`).trim() !== '')
      .map((row) => ({
        what: one(typed, `what${row}`),
        leadBodyId: one(typed, `lead${row}`),
        assistingBodyIds: many(typed, `assisting${row}`),
        dueOn: one(typed, `due${row}`) || null,
      })),
    documents: rows
      .filter((row) => one(typed, `title${row}`).trim() !== '')
      .map((row) => ({ title: one(typed, `title${row}`), bodyId: one(typed, `drafter${row}`) })),
  };
}

/** What stands, as the form's fields. */
function fieldsOf(decision: DecisionView | null): TypedDecision {
  if (!decision) return {};
  const { outcome, words, disclosure, disclosureReason, pressWanted, tasks, documents } = decision;
  return {
    ...{ outcome, words, disclosure, disclosureReason, pressWanted: pressWanted ? 'yes' : '' },
    ...Object.fromEntries(
      tasks.flatMap(({ what, lead, assisting, dueOn }, row): [string, string | string[]][] => [
        [`what${row}`, what],
        [`lead${row}`, lead.id],
        [`assisting${row}`, assisting.map(({ id }) => id)],
        [`due${row}`, dueOn ?? ''],
      ]),
    ),
    ...Object.fromEntries(
      documents.flatMap(({ title, body }, row): [string, string][] => [
        [`title${row}`, title],
        [`drafter${row}`, body.id],
      ]),
    ),
  };
}

/** 登记决定: while the meeting is held. @rule art-26 art-40 */
export function decisionForm(
  office: Office,
  meetingId: string,
  item: DecisionListView['items'][number],
  typed: TypedDecision | null,
): Html {
  const value = typed ?? fieldsOf(item.decision);
  const bodies = office.bodies.map(({ id, shortName }) => ({ id, label: shortName }));
  const rowsOf = (name: string): number[] => [
    ...Array(
      Object.keys(value).filter((key) => key.startsWith(name) && value[key] !== '').length + SPARE_ROWS,
    ).keys(),
  ];
  const body = html`<form method="post" action="/meetings/${meetingId}/items/${item.itemId}/decision">
    ${select('outcome', '决定', office.meetings.outcomes, one(value, 'outcome'))}
    ${area('words', '决定的内容', one(value, 'words'), { rows: 3, longest: 5000 })}
    ${select('disclosure', '公开方式', office.meetings.disclosures, one(value, 'disclosure'))}
    <label
      >不公开的理由<input name="disclosureReason" value="${one(value, 'disclosureReason')}" maxlength="1000"
    /></label>
    <label class="check"
      ><input
        type="checkbox"
        name="pressWanted"
        value="yes"
        ${one(value, 'pressWanted') !== '' && html`checked`}
      />
      作会议报道</label
    >
    <fieldset class="joint">
      <legend>议定事项</legend>
      ${rowsOf('what').map((row) => taskRow(row, value, bodies))}
    </fieldset>
    <fieldset class="joint">
      <legend>决定印发的文件</legend>
      ${rowsOf('title').map(
        (row) =>
          html`<div class="row">
            <label
              >文件标题<input name="title${row}" value="${one(value, `title${row}`)}" maxlength="200"
            /></label>
            ${choice(`drafter${row}`, '起草单位', bodies, [one(value, `drafter${row}`)])}
          </div>`,
      )}
    </fieldset>
    <div class="buttons"><button>${item.decision ? '重新登记' : '登记决定'}</button></div>
  </form>`;
  return fold(item.decision ? '重新登记决定' : '登记决定', '散会以前可以改', typed !== null, body, 'paper');
}

type Bodies = { id: string; label: string }[];

function taskRow(row: number, value: TypedDecision, bodies: Bodies): Html {
  return html`<div class="row">
    ${area(`what${row}`, `事项${row + 1}`, one(value, `what${row}`), { longest: 2000 })}
    ${choice(`lead${row}`, '牵头单位', bodies, [one(value, `lead${row}`)])}
    ${choice(`assisting${row}`, '配合单位（可多选）', bodies, many(value, `assisting${row}`), true)}
    <label>办结期限<input type="date" name="due${row}" value="${one(value, `due${row}`)}" /></label>
  </div>`;
}

function choice(name: string, label: string, bodies: Bodies, chosen: string[], isMultiple = false): Html {
  return html`<label
    >${label}<select name="${name}" ${isMultiple && html`multiple size="4"`}>
      ${!isMultiple && html`<option value="">请选择</option>`}
      ${bodies.map(
        (body) =>
          html`<option value="${body.id}" ${chosen.includes(body.id) && html`selected`}>
            ${body.label}
          </option>`,
      )}
    </select></label
  >`;
}

/** 更正: after the meeting. @rule art-34 */
export function correctionForm(
  office: Office,
  meetingId: string,
  item: DecisionListView['items'][number],
  typed: TypedDecision | null,
): Html {
  const value = typed ?? { ...fieldsOf(item.decision), reason: '' };
  const body = html`<form
    class="authority"
    method="post"
    action="/meetings/${meetingId}/items/${item.itemId}/corrections"
  >
    ${area('words', '更正为', one(value, 'words'), { rows: 3, longest: 5000 })}
    <label
      >公开方式<select name="disclosure" required>
        ${options(office.meetings.disclosures, one(value, 'disclosure'))}
      </select></label
    >
    <label
      >不公开的理由<input name="disclosureReason" value="${one(value, 'disclosureReason')}" maxlength="1000"
    /></label>
    ${area('reason', '为什么更正', one(value, 'reason'), { longest: 1000 })}
    <p class="quiet">原来的记录保留；已经交办的事项、限期印发的文件不变。</p>
    <div class="buttons"><button class="second">更正</button></div>
  </form>`;
  return fold('更正', '散会以后只改文字和公开方式', typed !== null, body, 'paper');
}

export const correctionFrom = (typed: TypedDecision): Record<string, unknown> => ({
  words: one(typed, 'words'),
  disclosure: one(typed, 'disclosure'),
  disclosureReason: one(typed, 'disclosureReason'),
  reason: one(typed, 'reason'),
});
