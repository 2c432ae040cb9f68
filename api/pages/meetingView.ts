import type { Account } from '../../db/accounts';
import type { Participant } from '../../db/meetings/participants';
import type { Dependencies } from '../dependencies';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { momentInWords } from '../dates';
import type { Problem } from '../problems';
import type { MeetingView } from '../useCases/meetings/view';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { agendaTable, versionTable } from './meetingAgenda';
import { meetingActs } from './meetingActs';
import type { TypedReason } from './meetingActs';

interface Shown {
  deps: Dependencies;
  account: Account;
  view: MeetingView;
  sections: Html[];
  notice: string | null;
  problem: Problem | null;
  typed: TypedReason | null;
}

/** A meeting as people read it. @rule art-38 art-56 */
export function meetingPage({ deps, account, view, sections, notice, problem, typed }: Shown): Html {
  const { office, tasklistUrl } = deps;
  const body = html` <div class="heading">
      <h1>${view.title}</h1>
      <span class="status">${view.stateLabel}</span>
    </div>
    ${noticeBox(notice)} ${problemBox(office, problem)} ${unopenedBox(deps, view)} ${facts(deps, view)}
    ${agendaPart(deps, view)} ${participantsPart(view)} ${sections} ${meetingActs(deps, view, typed)}`;
  return layout({ office, title: view.title, account, tasklistUrl, body });
}

/** Its time has passed: what the Office should do. */
function unopenedBox({ office }: Dependencies, { isUnopened, startsAt, state, reader }: MeetingView): Html {
  if (!isUnopened || !reader.mayManage) return html``;
  const held = state === 'approved' ? '正在开或者已经开了的，请登记开会；' : '';
  const moved = state === 'approved' ? '重新编排议程、改定时间' : '改定时间';
  return html`<div class="problem" role="alert">
    <strong>已过开会时间，没有登记开会</strong>
    <p>
      会议定于${momentInWords(startsAt, office.timeZone)}。${held}改期的，请${moved}；不开的，请取消会议。
    </p>
  </div>`;
}

function facts({ office }: Dependencies, view: MeetingView): Html {
  const { kindLabel, number, year, startsAt, place, byVideo, presiderWords, openedAt, endedAt } = view;
  const { earlyReason, stateReason } = view;
  const moment = (at: Date): string => momentInWords(at, office.timeZone);
  return html`<dl class="summary">
    <div>
      <dt>会议</dt>
      <dd>${kindLabel}</dd>
    </div>
    <div>
      <dt>会次</dt>
      <dd>${number === null ? '批印后编' : `${year}年第${number}次`}</dd>
    </div>
    <div>
      <dt>时间</dt>
      <dd>${moment(startsAt)}</dd>
    </div>
    <div>
      <dt>地点</dt>
      <dd>${place}${byVideo ? '（视频会议）' : ''}</dd>
    </div>
    <div>
      <dt>主持</dt>
      <dd>${presiderWords}</dd>
    </div>
    ${
      openedAt
        ? html`<div>
            <dt>开会</dt>
            <dd>${moment(openedAt)}</dd>
          </div>`
        : ''
    }
    ${
      earlyReason
        ? html`<div>
            <dt>提前理由</dt>
            <dd>${earlyReason}</dd>
          </div>`
        : ''
    }
    ${
      endedAt
        ? html`<div>
            <dt>散会</dt>
            <dd>${moment(endedAt)}</dd>
          </div>`
        : ''
    }
    ${
      stateReason
        ? html`<div>
            <dt>理由</dt>
            <dd>${stateReason}</dd>
          </div>`
        : ''
    }
  </dl>`;
}

function agendaPart(deps: Dependencies, view: MeetingView): Html {
  const { agenda, draft, state, reader } = view;
  const arranging = state === 'preparing' && draft !== null;
  return html`${
    agenda
      ? html`<h2>
            议程<small
              >第 ${agenda.number}
              版，${agenda.approval?.as ?? ''}批印${reader.scope === 'all' ? '' : '；只列您参加或者提出的议题'}</small
            >
          </h2>
          ${agendaTable(deps, agenda.items)}`
      : html`<h2>议程</h2>
          <p class="none">议程还没有批印。</p>`
  }
  ${
    arranging
      ? html`<h2>正在编排<small>批印之前不印发</small></h2>
          ${agendaTable(deps, draft)}
          ${
            reader.mayManage
              ? html`<div class="buttons">
                  <a class="button second" href="/meetings/${view.caseId}/agenda">编排议程</a>
                  <a href="/cases/${view.caseId}">办理过程</a>
                </div>`
              : ''
          }`
      : ''
  }
  ${reader.scope === 'all' ? versionTable(deps, view) : ''}`;
}

const CLASSES: Record<Participant['class'], string> = {
  member: '组成',
  attending: '列席',
  invited: '邀请',
};

function participantsPart({ participants, agenda }: MeetingView): Html {
  if (participants.length === 0) return html``;
  const positions = new Map(agenda?.items.map(({ itemId, position }) => [itemId, position]));
  const called = (itemIds: string[] | null): string =>
    itemIds === null ? '全程' : `第${itemIds.flatMap((id) => positions.get(id) ?? []).join('、')}项`;
  return html`<h2>参加人员</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>类别</th>
            <th>人员</th>
            <th>参加</th>
            <th>依据</th>
          </tr>
        </thead>
        <tbody>
          ${participants.map(
            (one) =>
              html`<tr>
                <td data-label="类别">${CLASSES[one.class]}</td>
                <td data-label="人员">${one.label}</td>
                <td data-label="参加">${called(one.itemIds)}</td>
                <td data-label="依据">${articleInWords(one)}：${one.words}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
