import type { Account } from '../../db/accounts';
import { findRelation } from '../../db/cases';
import { listTouchedCases } from '../../db/readModels/readingUse';
import type { TouchedCase } from '../../db/readModels/readingUse';
import { articleInWords, chineseNumber } from '../../domain/routing/ruleInWords';
import { isoDay } from '../dates';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import { readingDuties, revisingDecisions } from '../office';
import { page } from '../reply';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';

type Reading = Office['readings'][number];

export const readingsPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/readings',
    summary: '条文适用口径登记',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '条文适用口径登记' } },
    handle: async ({ account }, deps) => {
      const { office, pool, tasklistUrl } = deps;
      const touched = await listTouchedCases(pool);
      const readable = await whichToRead(deps, account, touched);
      const body = html`<div class="heading">
          <h1>条文适用口径登记<small>共 ${office.readings.length} 项</small></h1>
        </div>
        <p>
          《${office.ruleSet.name}》没有写明或者可以有几种理解的地方，本单位取哪一种、由谁定、从何时起、影响哪些在办件。口径由本单位的数据和决策表执行，改口径不改程序。
        </p>
        <ul class="articles">
          ${office.readings.map((reading, index) =>
            card(
              reading,
              index + 1,
              touched.filter(({ readingId }) => readingId === reading.id),
              readable,
            ),
          )}
        </ul>`;
      return page(layout({ office, title: '条文适用口径登记', account, tasklistUrl, body }));
    },
  }),
];

function card(reading: Reading, number: number, touched: TouchedCase[], readable: Set<string>): Html {
  const { article, question, options, chosen, chosenBy, since, basis } = reading;
  return html`<li id="${reading.id}" class="carried">
    <h3><span class="number">第${chineseNumber(number)}项</span> ${question}</h3>
    <p class="quiet">${articleInWords({ article })}</p>
    <ul class="options">
      ${options.map(({ id, label }) =>
        id === chosen ? html`<li><strong>✓ ${label}</strong></li>` : html`<li class="quiet">${label}</li>`,
      )}
    </ul>
    <p class="quiet">${chosenBy}定，自${since}起。${basis}。</p>
    ${casesOf(touched, readable)}
  </li>`;
}

/** Cases that are none of the reader's business only count (art 56). */
function casesOf(touched: TouchedCase[], readable: Set<string>): Html {
  if (touched.length === 0) return html`<p class="quiet">没有依此办理的在办件。</p>`;
  const listed = touched.filter(({ caseId }) => readable.has(caseId));
  return html`<details class="fold">
    <summary>依此办理的在办件 ${touched.length} 件</summary>
    <ul>
      ${listed.map(
        ({ caseId, title, draftingBodyName }) =>
          html`<li><a href="/cases/${caseId}">${title}</a>　${draftingBodyName}</li>`,
      )}
      ${
        touched.length > listed.length
          ? html`<li class="quiet">另有 ${touched.length - listed.length} 件您无权查看</li>`
          : ''
      }
    </ul>
  </details>`;
}

async function whichToRead(
  deps: Dependencies,
  { personId }: Account,
  touched: TouchedCase[],
): Promise<Set<string>> {
  const asked = {
    personId,
    day: isoDay(deps.clock.now(), deps.office.timeZone),
    readingDuties: readingDuties(deps.office),
    revisingDecisions: revisingDecisions(deps.office),
  };
  const readable = new Set<string>();
  for (const caseId of new Set(touched.map((one) => one.caseId))) {
    if ((await findRelation(deps.pool, { ...asked, caseId }))?.isReader) readable.add(caseId);
  }
  return readable;
}
