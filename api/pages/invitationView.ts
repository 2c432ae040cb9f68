import type { Account } from '../../db/accounts';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { InvitationView } from '../schemas/invitations';
import { reasonFold } from './fields';
import { html } from './html';
import type { Html } from './html';
import { attendeeInWords, invitationStateInWords } from './invitationWords';
import { layout, noticeBox, problemBox } from './layout';
import { factList, table } from './table';
import { ruleInWords } from './words';

interface OnePage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  invitation: InvitationView;
  notice: string | null;
  problem: Problem | null;
}

/** One invitation: the letter, who attends by which rule, what was decided and why. @rule art-43 */
export function invitationView({ office, tasklistUrl, account, invitation, notice, problem }: OnePage): Html {
  const { title, state, stateReason, caseId, rule, readsCase } = invitation;
  const body = html`<p><a href="/meeting-invitations">应邀会议</a></p>
    <h1>${title}<small>${invitationStateInWords(state)}</small></h1>
    ${problemBox(office, problem)} ${noticeBox(notice)}
    ${stateReason && html`<p class="quiet">${stateReason}</p>`}
    <section>${factList(rowsOf(office, invitation))}</section>
    <section>
      <h2>由谁参加<small>${ruleInWords(office, rule)}</small></h2>
      <p>${rule.words}</p>
      ${acts(office, invitation)} ${readsCase ? html`<p><a href="/cases/${caseId}">办理过程</a></p>` : ''}
    </section>
    ${
      invitation.mayReconsider
        ? reasonFold(`/meeting-invitations/${caseId}/reconsidering`, '不能去了', {
            aside: '由分管领导重新确定由谁参加',
            label: '为什么不能去',
            hint: '必填；开会以前提出',
            button: '重新确定',
          })
        : ''
    }
    ${
      invitation.mayAct
        ? reasonFold(`/meeting-invitations/${caseId}/calling-off`, '取消', {
            aside: '会议取消、改期，或者登记有误',
            hint: '必填；改期的取消后重新登记',
            button: '取消',
          })
        : ''
    }`;
  return layout({ office, title, account, tasklistUrl, body });
}

function rowsOf({ timeZone }: Office, one: InvitationView): [string, string][] {
  return [
    ['召集机关', one.convener.label],
    ['时间', momentInWords(one.startsAt, timeZone)],
    ['地点', one.place],
    ['会议内容', one.subject],
    ['涉及单位', one.bodyName],
    ['来函', one.letter],
    ['由谁参加', attendeeInWords(one)],
    ...(one.waitsFor && one.waitsUntil
      ? [['现在办理', `${one.waitsFor}，${momentInWords(one.waitsUntil, timeZone)}前`] as [string, string]]
      : []),
  ];
}

function acts({ timeZone }: Office, { acts: done }: InvitationView): Html {
  if (done.length === 0) return html`<p class="none">还没有人办理。</p>`;
  return table(
    ['时间', '办理人', '办理', '意见'],
    done.map(({ actedAt, actor, act, decision, opinion }) => [
      momentInWords(actedAt, timeZone),
      actor,
      `${act}：${decision.label}`,
      opinion || '—',
    ]),
  );
}
