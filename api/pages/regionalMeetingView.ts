import type { Account } from '../../db/accounts';
import { isoDayInWords, momentInWords } from '../dates';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { RegionalMeetingView } from '../schemas/regionalMeetings';
import { area, fold, reasonFold, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { input } from './regionalMeetingForm';
import { regionalStateInWords } from './regionalMeetingWords';
import { factList } from './table';
import { ruleInWords } from './words';

interface OnePage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  meeting: RegionalMeetingView;
  notice: string | null;
  problem: Problem | null;
}

/** One meeting: what was applied for, what was checked, how far it is, and what the department may do now. @rule art-41 */
export function regionalMeetingView({
  office,
  tasklistUrl,
  account,
  meeting,
  notice,
  problem,
}: OnePage): Html {
  const body = html`<h1>${meeting.title}<small>${regionalStateInWords(meeting.state)}</small></h1>
    ${problemBox(office, problem)} ${noticeBox(notice)}
    ${meeting.stateReason && html`<p class="quiet">${meeting.stateReason}</p>`}
    <section>${factList(rowsOf(office, meeting))}</section>
    <section>
      <h2>核对<small>由办公室逐条核对</small></h2>
      <ul>
        ${meeting.findings
          .filter(({ outcome }) => outcome === 'ask')
          .map(
            ({ label, words, rule }) =>
              html`<li>${label}：${words}<small>${ruleInWords(office, rule)}</small></li>`,
          )}
      </ul>
      <p><a href="/cases/${meeting.caseId}">办理过程</a></p>
    </section>
    ${meeting.mayAct ? acts(meeting) : ''}`;
  return layout({ office, title: meeting.title, account, tasklistUrl, body });
}

type Row = [string, Html | string];

function rowsOf({ timeZone }: Office, one: RegionalMeetingView): Row[] {
  const because = (reason: string): string => (reason ? `。理由：${reason}` : '');
  const rows: Row[] = [
    ['部门', `${one.bodyName}，${one.year}年度第${one.placeInYear}次`],
    ['目的和议题', one.purpose],
    ['名义', one.nameUsed.label],
    ['时间', `${momentInWords(one.startsAt, timeZone)}，会期${one.days}天`],
    ['地点', `${one.venue.label}，${one.place}`],
    ['形式', `${one.format.label}${because(one.formatReason)}`],
    ['规模', `${one.size}人`],
    ['经费', `${one.budgetItem}，${one.budgetYuan}元`],
    ['下级政府负责人', one.invitesHeads ? `邀请${because(one.headsReason)}` : '不邀请'],
    ['本级领导', one.leaders || '不请出席'],
  ];
  if (one.exceptionReason) rows.push(['例外理由', one.exceptionReason]);
  if (one.agreedAt) rows.push(['分管领导同意', momentInWords(one.agreedAt, timeZone)]);
  if (one.request) {
    const { caseId, number, title } = one.request;
    rows.push(['请示', html`<a href="/cases/${caseId}">${number ?? ''}　${title}</a>`]);
  }
  if (one.holding) {
    const { heldOn, days, size, costYuan, words, recordedAs } = one.holding;
    const told = words ? `。${words}` : '';
    rows.push([
      '召开情况',
      `${isoDayInWords(heldOn)}，${days}天，${size}人，支出${costYuan}元${told}（${recordedAs}登记）`,
    ]);
  }
  return rows;
}

function acts(one: RegionalMeetingView): Html {
  const at = `/regional-meetings/${one.caseId}`;
  const isOver = ['held', 'declined', 'called-off'].includes(one.state);
  return html`${one.state === 'agreed' ? requestForm(at, one) : ''}
  ${
    one.state === 'approved'
      ? fold(
          '登记召开情况',
          '会后登记',
          false,
          html`<form method="post" action="${at}/holding">
            ${input('heldOn', '召开日期', '', { type: 'date' })}
            ${input('days', '天数', String(one.days), { type: 'number', more: html` step="0.5" min="0.5"` })}
            ${input('size', '实到人数', '', { type: 'number', more: html` min="1"` })}
            ${input('costYuan', '支出（元）', '', { type: 'number', more: html` step="0.01" min="0"` })}
            ${area('words', '说明', '', { hint: '可不填', longest: 2000 })}
            <div class="buttons"><button>登记</button></div>
          </form>`,
          'paper',
        )
      : ''
  }
  ${
    isOver
      ? ''
      : reasonFold(`${at}/calling-off`, '取消召开', { aside: '让出本年度的次数', button: '取消召开' })
  }`;
}

function requestForm(at: string, { requestCandidates }: RegionalMeetingView): Html {
  if (requestCandidates.length === 0) {
    return html`<p class="quiet">
      分管领导已同意。请报送本部门的请示；请示经主要负责人签发、办公室登记以后，在这里填报。
    </p>`;
  }
  const papers = requestCandidates.map(({ caseId, number, title }) => ({
    id: caseId,
    label: `${number ?? ''}　${title}`,
  }));
  return html`<form class="paper" method="post" action="${at}/request">
    ${select('requestCaseId', '填报请示', papers, '')}
    <div class="buttons"><button>填报</button></div>
  </form>`;
}
