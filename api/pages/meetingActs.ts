import { isTooEarly } from '../../domain/meetings/opening';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { MeetingView } from '../useCases/meetings/view';
import { reasonFold } from './fields';
import { html } from './html';
import type { Html } from './html';

/** What stood in a form that was refused. */
export interface TypedReason {
  act: string;
  reason: string;
}

/** What whoever handles the meeting may do with it now. */
export function meetingActs(
  { office, clock }: Pick<Dependencies, 'office' | 'clock'>,
  { caseId, state, startsAt, reader }: MeetingView,
  typed: TypedReason | null,
): Html {
  if (!reader.mayManage) return html``;
  const isEarly = isTooEarly(startsAt, clock.now(), office.meetings.opening);
  const action = (name: string): string => `/meetings/${caseId}/${name}`;
  return html`${
    state === 'approved'
      ? html`<h2>会务</h2>
          ${
            isEarly
              ? reasonForm(
                  action('opening'),
                  'opening',
                  '提前开会',
                  `定于${momentInWords(startsAt, office.timeZone)}`,
                  '开会',
                  typed,
                )
              : html`<form method="post" action="${action('opening')}" class="buttons">
                  <button>开会</button>
                </form>`
          }
          ${reasonForm(action('reopening'), 'reopening', '议程、材料有改动', '另出一版，重新批印', '重新编排', typed)}`
      : state === 'preparing'
        ? html`<h2>会务</h2>`
        : ''
  }
  ${
    state === 'approved' || state === 'preparing'
      ? reasonForm(
          action('cancellation'),
          'cancellation',
          '取消会议',
          '告知有关人员，会次不再用',
          '取消会议',
          typed,
        )
      : ''
  }`;
}

function reasonForm(
  action: string,
  name: string,
  summary: string,
  hint: string,
  button: string,
  typed: TypedReason | null,
): Html {
  const kept = typed?.act === name ? typed.reason : null;
  return reasonFold(action, summary, { aside: hint, hint: '必填，记入办理过程', button, kept });
}
