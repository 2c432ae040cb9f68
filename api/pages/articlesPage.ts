import { z } from 'zod';
import type { ArticleEntry, CarriedHow, Trace, TraceKind } from '../../db/articleFiles';
import { articlesWithTraces } from '../../db/articleFiles';
import { chineseNumber } from '../../domain/routing/ruleInWords';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { notFound } from '../problems';
import { page } from '../reply';
import { createSources } from '../sources';
import type { Sources } from '../sources';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';

type Article = ReturnType<typeof articlesWithTraces>[number];

const KINDS: Record<TraceKind, string> = { diagram: '流程图', table: '决策表', code: '代码', test: '测试' };
const CARRIED: Record<CarriedHow, string> = {
  carried: '已承载',
  partly: '部分承载',
  'not-yet': '尚未承载',
  'no-software': '不设软件环节',
};
const SOURCE_PATH = '/articles/source';
/** So many places of a file are shown at once; more are folded. */
const MOST_UNFOLDED = 3;

export const articlesPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/articles',
    summary: '条文承载情况',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '条文承载情况' } },
    handle: async ({ account }, { office, tasklistUrl }) => {
      const articles = articlesWithTraces(office.articles, office.coverage);
      const sources = createSources(office.coverage);
      const body = html`<div class="heading">
          <h1>条文承载情况<small>共 ${articles.length} 条</small></h1>
        </div>
        <p>
          《${office.ruleSet.name}》（${office.ruleSet.source}）每一条要办什么，由系统的哪个环节、哪行决策表、哪段代码、哪项测试承载。条文的要求用的是本系统自己的话，以原文为准。
        </p>
        ${overview(articles)} ${chapterLinks(office)}
        ${office.articles.chapters.map(
          ({ number, title }) =>
            html`<h2 id="chapter-${number}">第${chineseNumber(number)}章　${title}</h2>
              <ul class="articles">
                ${articles
                  .filter(({ entry }) => entry.chapter === number)
                  .map((article) => card(article, sources))}
              </ul>`,
        )}`;
      return page(layout({ office, title: '条文', account, tasklistUrl, body }));
    },
  }),
  defineRoute({
    method: 'get',
    path: SOURCE_PATH,
    summary: '承载条文的一个文件',
    access: { role: 'staff', relation: 'none' },
    query: z.object({ path: z.string().min(1).max(300) }),
    replies: { 200: { description: '流程图的图样，或者文件原文' }, 404: { description: '本机没有这个文件' } },
    handle: async ({ query: { path } }, { office }) => {
      const source = await createSources(office.coverage).read(path);
      if (!source) throw notFound('这个文件');
      return source;
    },
  }),
];

function overview(articles: Article[]): Html {
  return html`<dl class="tally">
      ${(Object.keys(CARRIED) as CarriedHow[]).map(
        (how) =>
          html`<div class="${how}">
            <dt>${CARRIED[how]}</dt>
            <dd>${articles.filter(({ carried }) => carried === how).length} 条</dd>
          </div>`,
      )}
    </dl>
    <p class="quiet">
      E 由系统执行；P 登记、提醒或者部分执行；X
      靠人做到。有承载的地方不等于整条都已做到，还差什么写在该条下面；没有测试的只算部分承载。
    </p>`;
}

function chapterLinks({ articles: { chapters } }: Office): Html {
  return html`<ul class="chapters">
    ${chapters.map(({ number, title }) => html`<li><a href="#chapter-${number}">${title}</a></li>`)}
  </ul>`;
}

function card({ entry, traces, carried }: Article, sources: Sources): Html {
  return html`<li id="art-${entry.number}" class="${carried}">
    <h3><span class="number">第${chineseNumber(entry.number)}条</span> ${entry.asks}</h3>
    <p class="state"><abbr>${entry.mark}</abbr> <strong>${CARRIED[carried]}</strong></p>
    ${remark(entry, traces)} ${traces.length > 0 && details(traces, sources)}
  </li>`;
}

function remark(entry: ArticleEntry, traces: Trace[]): Html {
  if (entry.mark === 'X') return html`<p class="quiet">${entry.noSoftware}</p>`;
  const untested = traces.length > 0 && !traces.some(({ kind }) => kind === 'test');
  if (!entry.pending && !untested) return html``;
  return html`<p class="quiet">还差：${entry.pending}${untested && '还没有测试。'}</p>`;
}

function details(traces: Trace[], sources: Sources): Html {
  const kinds = (Object.keys(KINDS) as TraceKind[]).filter((kind) =>
    traces.some((trace) => trace.kind === kind),
  );
  const ofKind = (kind: TraceKind): Trace[] => traces.filter((trace) => trace.kind === kind);
  const count = (kind: TraceKind): number => ofKind(kind).flatMap(({ places }) => places).length;
  return html`<details class="fold">
    <summary>${kinds.map((kind) => `${KINDS[kind]} ${count(kind)}`).join(' · ')}</summary>
    <dl class="traces">
      ${kinds.map(
        (kind) =>
          html`<dt>${KINDS[kind]}</dt>
            <dd>${ofKind(kind).map((trace) => file(trace, sources))}</dd>`,
      )}
    </dl>
  </details>`;
}

/** A file with its places. It is a link where this machine has the file; an installation needn't have the tests. */
function file({ kind, path, name, places }: Trace, sources: Sources): Html {
  const shown = sources.shownAs(path);
  const label = kind === 'code' || kind === 'test' ? path : name;
  const link = shown
    ? html`<a href="${SOURCE_PATH}?path=${encodeURIComponent(shown)}">${label}</a>`
    : html`${label}`;
  const [only] = places;
  if (only && places.length === 1)
    return html`<div class="file">${link}　${place(kind, only.id, only.label)}</div>`;
  const list = html`<ul>
    ${places.map(({ id, label: words }) => html`<li>${place(kind, id, words)}</li>`)}
  </ul>`;
  return places.length <= MOST_UNFOLDED
    ? html`<div class="file">${link} ${list}</div>`
    : html`<details class="file">
        <summary>${link}<small>${places.length} 处</small></summary>
        ${list}
      </details>`;
}

/** People read labels; whoever searches in a diagram or in code needs the id. */
function place(kind: TraceKind, id: string, label: string): Html {
  if (kind === 'diagram' && label !== id) return html`${label} <code>${id}</code>`;
  return kind === 'code' || kind === 'diagram' ? html`<code>${id}</code>` : html`${label}`;
}
