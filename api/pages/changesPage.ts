import { z } from 'zod';
import { loadVersionContents } from '../../db/readModels/versionContents';
import { defineRoute } from '../defineRoute';
import { notFound } from '../problems';
import { page } from '../reply';
import { uuid } from '../schemas/text';
import { viewCase } from '../useCases/viewCase';
import { comparison, versionChoice } from './caseVersions';
import { documentText } from './documentText';
import { html } from './html';
import { layout } from './layout';
import { changeInWords } from './words';

const LARGEST = 2 ** 31 - 1;
const number = z.coerce.number().int().min(1).max(LARGEST).optional().catch(undefined);

export const changesPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/cases/:id/changes',
    summary: '两稿对照',
    access: { role: 'staff', relation: 'reader', by: 'case' },
    params: z.object({ id: uuid }),
    query: z.object({ from: number, to: number }),
    replies: { 200: { description: '修改对照' } },
    handle: async ({ account, caseId, query }, deps) => {
      const { office, tasklistUrl, pool } = deps;
      const view = await viewCase(deps, caseId, account);
      const latest = view.versions.at(-1)?.number ?? 0;
      const to = query.to ?? latest;
      const from = query.from ?? Math.max(1, to - 1);
      const texts = await loadVersionContents(pool, caseId, [from, to]);
      const before = texts.find((text) => text.number === from);
      const after = texts.find((text) => text.number === to);
      if (!before || !after) throw notFound('这一稿');
      const change = view.versions.find((version) => version.number === to)?.change;
      const body = html`<div class="heading">
          <h1>修改对照<small>第 ${from} 稿 → 第 ${to} 稿</small></h1>
          ${change && change !== 'first' && html`<span class="status">${changeInWords(office, change)}</span>`}
        </div>
        <p><a href="/cases/${caseId}">${view.title}</a></p>
        ${
          view.versions.length > 2 &&
          versionChoice(
            caseId,
            view.versions.map((version) => version.number),
            from,
            to,
          )
        }
        <div class="side-by-side">
          <section>
            <h2>花脸稿</h2>
            ${comparison(before.content, after.content)}
          </section>
          <section>
            <h2>清稿<small>第 ${to} 稿</small></h2>
            ${documentText(after.content)}
          </section>
        </div>`;
      return page(layout({ office, title: `修改对照：${view.title}`, account, tasklistUrl, body }));
    },
  }),
];
