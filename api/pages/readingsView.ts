import type { Account } from '../../db/accounts';
import type { TouchedCase } from '../../db/readModels/readingUse';
import { articleInWords, chineseNumber } from '../../domain/routing/ruleInWords';
import { labelOf } from '../office';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { RegisteredReading } from '../useCases/readings';
import { area, fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';

const LONGEST_REASON = 500;

/** What somebody typed in the form of a reading and what was refused. */
export interface TypedChoice {
  readingId: string;
  fields: Record<string, string>;
}

interface ReadingsPage {
  office: Office;
  account: Account;
  tasklistUrl: string | null;
  /** ISO day. */
  today: string;
  readings: RegisteredReading[];
  /** Whether the reader keeps the register. */
  isKeeper: boolean;
  touched: TouchedCase[];
  /** Cases that he may open. */
  readable: Set<string>;
  notice: string | null;
  problem: Problem | null;
  typed: TypedChoice | null;
}

/** 条文适用口径登记: each question, its answers, the chosen one, who chose it, and the cases it touches. */
export function readingsView(shown: ReadingsPage): Html {
  const { office, account, tasklistUrl, readings } = shown;
  const body = html`<div class="heading">
      <h1>条文适用口径登记<small>共 ${readings.length} 项</small></h1>
    </div>
    ${problemBox(office, shown.problem)} ${noticeBox(shown.notice)}
    <p>
      《${office.ruleSet.name}》没有写明或者可以有几种理解的地方，本单位取哪一种、由谁定、从何时起、影响哪些在办件。改选后报送的按新口径；在办件仍按报送时的口径办理，要改的逐件登记。
    </p>
    <ul class="articles">
      ${readings.map((one, index) => card(shown, one, index + 1))}
    </ul>`;
  return layout({ office, title: '条文适用口径登记', account, tasklistUrl, body });
}

function card(shown: ReadingsPage, one: RegisteredReading, number: number): Html {
  const { reading, chosenId, switchable } = one;
  return html`<li id="${reading.id}" class="carried">
    <h3><span class="number">第${chineseNumber(number)}项</span> ${reading.question}</h3>
    <p class="quiet">${articleInWords({ article: reading.article })}</p>
    <ul class="options">
      ${reading.options.map(({ id, label }) =>
        id === chosenId ? html`<li><strong>✓ ${label}</strong></li>` : html`<li class="quiet">${label}</li>`,
      )}
    </ul>
    ${historyOf(one, shown.today)}
    ${switchable ? '' : html`<p class="quiet">这一项写在决策表和流程里，改选须先改表、改图并部署。</p>`}
    ${casesOf(shown, one)} ${switchable && shown.isKeeper ? choiceForm(shown, one) : ''}
  </li>`;
}

/** Who chose it and since when; what was chosen before and what is yet to come, where there is any. */
function historyOf({ reading, choices, chosenId }: RegisteredReading, today: string): Html {
  const line = ({ optionId, since, chosenBy, basis }: RegisteredReading['choices'][number]): string => {
    const label = optionId === chosenId && since <= today ? '' : `：${labelOf(reading.options, optionId)}`;
    return `${chosenBy}定，自${dayInWords(since)}起${since > today ? '（尚未生效）' : ''}${label}。${basis}。`;
  };
  const present = choices.find(({ since }) => since <= today);
  const others = choices.filter((choice) => choice !== present);
  return html`${present ? html`<p class="quiet">${line(present)}</p>` : ''}
  ${
    others.length > 0
      ? html`<details class="fold" ${others.some(({ since }) => since > today) ? html`open` : ''}>
          <summary>其他各次选定</summary>
          <ul>
            ${others.map((choice) => html`<li class="quiet">${line(choice)}</li>`)}
          </ul>
        </details>`
      : ''
  }`;
}

/** 2019-02-18 → 2019年2月18日. */
const dayInWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** Cases that are none of the reader's business only count (art 56). */
function casesOf(shown: ReadingsPage, { reading, chosenId }: RegisteredReading): Html {
  const touched = shown.touched.filter(({ readingId }) => readingId === reading.id);
  if (touched.length === 0) return html`<p class="quiet">没有依此办理的在办件。</p>`;
  const listed = touched.filter(({ caseId }) => shown.readable.has(caseId));
  const byOther = touched.filter(({ optionId }) => (optionId ?? reading.chosen) !== chosenId);
  return html`<details class="fold" ${byOther.length > 0 ? html`open` : ''}>
    <summary>
      依此办理的在办件 ${touched.length}
      件${byOther.length > 0 ? `，其中 ${byOther.length} 件按原口径办理` : ''}
    </summary>
    <ul>
      ${listed.map(
        (one) =>
          html`<li>
            <a href="/cases/${one.caseId}">${one.title}</a>　${one.draftingBodyName}
            ${byOther.includes(one) ? byOtherReading(shown, reading, one) : ''}
          </li>`,
      )}
      ${
        touched.length > listed.length
          ? html`<li class="quiet">另有 ${touched.length - listed.length} 件您无权查看</li>`
          : ''
      }
    </ul>
  </details>`;
}

function byOtherReading(
  { isKeeper }: ReadingsPage,
  reading: RegisteredReading['reading'],
  one: TouchedCase,
): Html {
  const says = labelOf(reading.options, one.optionId ?? reading.chosen);
  return html`<p class="quiet">按报送时的口径办理：${says}</p>
    ${isKeeper && !one.isSigned ? rerouteForm(one) : ''}
    ${one.isSigned ? html`<p class="quiet">已经签发，不因改选变动。</p>` : ''}`;
}

function rerouteForm({ caseId }: TouchedCase): Html {
  const body = html`<form method="post" action="/readings/cases/${caseId}/rerouting">
    ${area('reason', '理由', '', { hint: '必填，记入办理过程', longest: LONGEST_REASON })}
    <div class="buttons"><button class="second">改按现行口径办理</button></div>
  </form>`;
  return fold(
    '改按现行口径办理',
    '重新确定审核和签发人；已经作出的审核不再作数的，重新审核',
    false,
    body,
    'paper',
  );
}

function choiceForm({ typed, today }: ReadingsPage, { reading, chosenId }: RegisteredReading): Html {
  const kept = typed?.readingId === reading.id ? typed.fields : null;
  const others = reading.options.filter(({ id }) => id !== chosenId);
  const offered = (kept?.['option'] ? reading.options : others).map(({ id, label }) => ({ id, label }));
  const body = html`<form method="post" action="/readings/${reading.id}/choices">
    ${select('option', '改为', offered, kept?.['option'] ?? (others.length === 1 ? (others[0]?.id ?? '') : ''))}
    <label
      >自何日起<small>不填为今天</small
      ><input name="since" type="date" min="${today}" value="${kept?.['since'] ?? ''}"
    /></label>
    <label
      >由谁定<input name="chosenBy" value="${kept?.['chosenBy'] ?? ''}" maxlength="100" required
    /></label>
    <label
      >所据文件或者批示<input name="basis" value="${kept?.['basis'] ?? ''}" maxlength="200" required
    /></label>
    <div class="buttons"><button class="second">登记改选</button></div>
  </form>`;
  return fold('改选', '登记由谁定、依据什么，从何日起', kept !== null, body, 'paper');
}
