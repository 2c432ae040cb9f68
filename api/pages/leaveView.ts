import type { Account } from '../../db/accounts';
import type { LeaveRequest } from '../../db/attendance/leaveRequests';
import type { Meeting } from '../../db/meetings/meetings';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import type { Dependencies } from '../dependencies';
import { momentInWords } from '../dates';
import type { Problem } from '../problems';
import type { LeaveOffer } from '../useCases/attendance/leaveOffer';
import { leaveStateInWords } from './attendanceWords';
import { area, options } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';

export interface LeavePage {
  deps: Dependencies;
  account: Account;
  /** Those of the person, or for the secretaries those of the meeting. */
  requests: LeaveRequest[];
  ahead: Meeting[];
  offer: LeaveOffer | null;
  typed: Record<string, string> | null;
  notice: string | null;
  problem: Problem | null;
}

/** 会议请假: what stands, and the form to ask for it. @rule art-39 */
export function leavePage(shown: LeavePage): Html {
  const { deps, account, requests, ahead, offer, notice, problem } = shown;
  const { office, tasklistUrl } = deps;
  const body = html`<div class="heading"><h1>会议请假</h1></div>
    ${noticeBox(notice)} ${problemBox(office, problem)}
    ${offer ? asking(shown, offer) : chooseMeeting(deps, ahead)}
    <h2>${offer?.isSecretary ? '这次会议的请假' : '我的请假'}</h2>
    ${requestTable(deps, account, requests)}`;
  return layout({ office, title: '会议请假', account, tasklistUrl, body });
}

function chooseMeeting({ office }: Dependencies, ahead: readonly Meeting[]): Html {
  if (ahead.length === 0) return html`<p class="none">没有等您参加的会议。</p>`;
  return html`<ul class="plain-list">
    ${ahead.map(
      ({ caseId, title, startsAt }) =>
        html`<li>
          <a href="/leave?meeting=${caseId}">${title}</a>
          <span class="quiet">${momentInWords(startsAt, office.timeZone)}</span>
        </li>`,
    )}
  </ul>`;
}

function asking({ deps, account, typed }: LeavePage, offer: LeaveOffer): Html {
  const { meeting, participant, participants, isSecretary, isOpen, rule, stands } = offer;
  const head = html`<p>
    <a href="/meetings/${meeting.caseId}">${meeting.title}</a
    >　${momentInWords(meeting.startsAt, deps.office.timeZone)}　${meeting.place}
  </p>`;
  if (!isOpen)
    return html`${head}
      <p class="none">会议已经开始、结束或者取消，不再受理请假和销假。</p>`;
  const chooser = isSecretary
    ? html`<form method="get" action="/leave" class="buttons">
        <input type="hidden" name="meeting" value="${meeting.caseId}" />
        <select name="person" required aria-label="请假人">
          <option value="">请选择请假人</option>
          ${options(
            participants.map(({ personId, label }) => ({ id: personId ?? '', label })),
            participant?.personId ?? '',
          )}
        </select>
        <button class="second">选定</button>
      </form>`
    : '';
  if (!participant || !rule) {
    return html`${head}${chooser}${isSecretary ? '' : html`<p class="none">您不在这次会议的参会人员之列，不须请假。</p>`}`;
  }
  if (rule.decidedBy === 'refused')
    return html`${head}${chooser}
      <p class="none">${rule.words}</p>`;
  if (stands)
    return html`${head}${chooser}
      <p class="none">${participant.label}已经请假；情况有变的先销假。</p>`;
  return html`${head}${chooser}${leaveForm(account, offer, participant.label, rule.words, typed)}`;
}

function leaveForm(
  account: Account,
  { meeting, participant, substitutes }: LeaveOffer,
  label: string,
  words: string,
  typed: Record<string, string> | null,
): Html {
  const isOwn = participant?.personId === account.personId;
  return html`<form class="paper" method="post" action="/leave">
    <input type="hidden" name="meetingId" value="${meeting.caseId}" />
    <input type="hidden" name="personId" value="${participant?.personId ?? ''}" />
    <p>请假人：${label}　<span class="quiet">${words}</span></p>
    ${area('reason', '特殊原因', typed?.['reason'] ?? '', { hint: '必填', rows: 3, longest: 1000 })}
    ${
      isOwn
        ? html`<input type="hidden" name="channel" value="system" />`
        : html`<label
              >途径<select name="channel" required>
                ${options(
                  [
                    { id: 'telephone', label: '电话' },
                    { id: 'text-message', label: '短信' },
                  ],
                  typed?.['channel'] ?? 'telephone',
                )}
              </select></label
            >
            <label
              >何人告知<input name="toldBy" maxlength="100" value="${typed?.['toldBy'] ?? ''}" required
            /></label>`
    }
    ${
      substitutes.length > 0
        ? html`<label
            >代会人<small>不派人代的不选</small
            ><select name="substitutePersonId">
              <option value="">不派人代</option>
              ${options(
                substitutes.map((one) => ({ id: one.personId, label: capacityLabel(one) })),
                typed?.['substitutePersonId'] ?? '',
              )}
            </select></label
          >`
        : ''
    }
    <div class="buttons"><button>提出请假</button></div>
  </form>`;
}

function requestTable({ office }: Dependencies, account: Account, requests: readonly LeaveRequest[]): Html {
  if (requests.length === 0) return html`<p class="none">没有请假。</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>请假人</th>
          <th>会议</th>
          <th>事由</th>
          <th>代会人</th>
          <th>提出</th>
          <th>结果</th>
        </tr>
      </thead>
      <tbody>
        ${requests.map(
          (one) =>
            html`<tr>
              <td data-label="请假人">${one.who}</td>
              <td data-label="会议">${one.meetingTitle}</td>
              <td data-label="事由">${one.reason}</td>
              <td data-label="代会人">${one.substitute ?? '—'}</td>
              <td data-label="提出">${momentInWords(one.askedAt, office.timeZone)}</td>
              <td data-label="结果">
                ${leaveStateInWords(one)}${one.decisionWords ? html`<br /><small>${one.decisionActor}：${one.decisionWords}</small>` : ''}
                ${one.state === 'asked' || one.state === 'granted' ? giveBack(one, account) : ''}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const giveBack = ({ caseId, personId }: LeaveRequest, account: Account): Html =>
  html`<form method="post" action="/leave/${caseId}/cancelling">
    <input type="hidden" name="reason" value="${personId === account.personId ? '' : '会务人员代为登记'}" />
    <button class="plain">销假</button>
  </form>`;
