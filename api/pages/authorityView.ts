import type { Account } from '../../db/accounts';
import type { Appointment } from '../../db/appointments';
import type { DelegationView } from '../../db/delegations';
import type { TravelReport } from '../../db/travelReports';
import type { PeopleSnapshot } from '../../domain/people/types';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { labelOf } from '../office';
import type { Problem } from '../problems';
import { heldPosts } from '../useCases/capacities';
import type { TypedAuthority } from './authorityForms';
import { delegationForm, travelForm } from './authorityForms';
import { fold } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { table } from './table';

export interface AuthorityPage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  people: PeopleSnapshot;
  isRegistrar: boolean;
  delegations: DelegationView[];
  travels: TravelReport[];
  appointments: Appointment[];
  notice: string | null;
  problem: Problem | null;
  /** Ranks that may be delegated to by the readings in force. */
  delegateRanks: string[];
  typed: { delegation: TypedAuthority | null; travel: TypedAuthority | null };
}

/** 在任、委托、外出: who may act for whom, who is away, who is in which post. */
export function authorityView(shown: AuthorityPage): Html {
  const { office, account, people, typed } = shown;
  const choices = { office, people, personId: account.personId, delegateRanks: shown.delegateRanks };
  const hasPost = heldPosts(people, account.personId).length > 0;
  const form = (summary: string, hint: string, given: TypedAuthority | null, body: Html): Html =>
    hasPost ? fold(summary, hint, given !== null, body, 'paper') : html``;
  const body = html`<h1>在任、委托和外出</h1>
    ${problemBox(office, shown.problem)} ${noticeBox(shown.notice)}
    <section>
      <h2>委托<small>现行和将要生效的</small></h2>
      ${delegationTable(shown)}
      ${form('登记委托', '只能委托本人职务上的事项', typed.delegation, delegationForm(choices, typed.delegation))}
    </section>
    <section>
      <h2>外出<small>在外和将要外出的</small></h2>
      ${travelTable(shown)}
      ${form('外出报备', '本级领导和部门主要负责人外出须事先报备', typed.travel, travelForm(choices, typed.travel))}
    </section>
    <section>
      <h2>在任</h2>
      ${appointmentTable(shown.appointments)}
    </section>`;
  return layout({ office, title: '在任、委托和外出', account, tasklistUrl: shown.tasklistUrl, body });
}

function delegationTable({ office, delegations, account, isRegistrar }: AuthorityPage): Html {
  if (delegations.length === 0) return html`<p class="none">没有委托。</p>`;
  return table(
    ['委托人', '受委托人', '事项', '起止', '所据文件', ''],
    delegations.map((one) => [
      one.from,
      one.to,
      scopeInWords(office, one),
      `${momentInWords(one.validFrom, office.timeZone)}至${momentInWords(one.validUntil, office.timeZone)}`,
      one.basis,
      isRegistrar || one.fromPersonId === account.personId
        ? html`<form class="inline" method="post" action="/authority/delegations/${one.id}/revocation">
            <input name="reason" placeholder="撤销理由" aria-label="撤销理由" maxlength="500" required />
            <button class="second">撤销</button>
          </form>`
        : '',
    ]),
  );
}

function scopeInWords({ vocabulary }: Office, { preside, sign, kinds, matters }: DelegationView): string {
  const acts = [preside && '主持工作', sign && '签发'].filter(Boolean).join('、');
  const limits = [
    ...(kinds ?? []).map((id) => labelOf(vocabulary.kinds, id)),
    ...(matters ?? []).map((id) => labelOf(vocabulary.matters, id)),
  ];
  return limits.length > 0 ? `${acts}（限于${limits.join('、')}）` : acts;
}

function travelTable({ office, travels, account, isRegistrar }: AuthorityPage): Html {
  if (travels.length === 0) return html`<p class="none">没有人外出。</p>`;
  return table(
    ['外出人', '去向', '事由', '起止（预计）', '委托给', '已告知', ''],
    travels.map((one) => [
      one.who,
      one.destination,
      one.reason,
      `${momentInWords(one.leavesAt, office.timeZone)}至${momentInWords(one.returnsAt, office.timeZone)}`,
      one.delegate ?? '没有委托，件由本人办理',
      one.told.join('、') || '正在告知',
      isRegistrar || one.personId === account.personId
        ? html`<form class="inline" method="post" action="/authority/travel-reports/${one.id}/return">
            <button class="second">登记返回</button>
          </form>`
        : '',
    ]),
  );
}

const appointmentTable = (appointments: readonly Appointment[]): Html =>
  table(
    ['单位', '职务', '姓名', '任职时间', '任免文件'],
    appointments.map((one) => [
      one.bodyName,
      one.postLabel,
      one.personName,
      `${one.heldFrom}起${one.heldUntil ? `，至${one.heldUntil}（不含）` : ''}`,
      one.basis,
    ]),
  );
