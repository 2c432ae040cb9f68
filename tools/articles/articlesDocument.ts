import type { ArticleEntry, ArticlesFile, CarriedHow, CoverageFile, Trace } from '../../db/articleFiles';
import { articlesWithTraces } from '../../db/articleFiles';
import { chineseNumber } from '../../domain/routing/ruleInWords';

type Article = ReturnType<typeof articlesWithTraces>[number];

const KIND_WORDS: Record<Trace['kind'], string> = {
  diagram: '流程图',
  table: '决策表',
  code: '代码',
  test: '测试',
};
const CARRIED_WORDS: Record<CarriedHow, string> = {
  carried: '已承载',
  partly: '部分承载',
  'not-yet': '尚未承载',
  'no-software': '不设软件环节',
};

/** docs/articles.md: every article with what carries it; links are relative to docs/. */
export function articlesDocument(file: ArticlesFile, coverage: CoverageFile): string {
  const articles = articlesWithTraces(file, coverage);
  return [
    '<!-- 由 tools/articles 生成，请勿手改：npm run generate -->',
    '',
    '# 条文承载情况',
    '',
    '每一条由哪个环节、哪行决策表、哪段代码、哪项测试承载；从一个环节找条文和代码，见[流程对照](process-map.md)。',
    '',
    '- **E** 由系统执行；**P** 由系统登记、提醒或者部分执行；**X** 靠人做到，不设软件环节，写明为什么。',
    '- 链接从流程图的 `ruleArticles`、决策表的条文和批注、代码的 `@rule` 和测试的标题里查出，不凭人填；查不到的就是**尚未承载**。',
    '- 有链接，说明这一处照这一条办，不等于整条都已做到；还差什么，写在该条下面。没有测试的，只算**部分承载**。',
    '',
    ...overview(articles),
    ...file.chapters.flatMap(({ number, title }) => [
      `## 第${chineseNumber(number)}章　${title}`,
      '',
      ...articles.filter(({ entry }) => entry.chapter === number).flatMap(section),
    ]),
  ].join('\n');
}

function overview(articles: Article[]): string[] {
  const line = (how: CarriedHow): string => {
    const those = articles.filter(({ carried }) => carried === how).map(({ entry }) => entry.number);
    const links = those.map((number) => `[${number}](#art-${number})`).join(' ');
    return `| ${CARRIED_WORDS[how]} | ${those.length} | ${links || '—'} |`;
  };
  return ['| 情况 | 条数 | 哪些条 |', '| --- | --- | --- |', ...carriedHows.map(line), ''];
}

const carriedHows = Object.keys(CARRIED_WORDS) as CarriedHow[];

function section({ entry, traces, carried }: Article): string[] {
  const counts = kindsOf(traces).map((kind) => `${KIND_WORDS[kind]} ${countOf(traces, kind)}`);
  return [
    `### <a id="art-${entry.number}"></a>第${entry.number}条　${entry.asks}`,
    '',
    [`\`${entry.mark}\` **${CARRIED_WORDS[carried]}**`, ...counts].join(' · '),
    '',
    ...remark(entry, traces),
    ...details(traces),
  ];
}

function remark(entry: ArticleEntry, traces: Trace[]): string[] {
  if (entry.mark === 'X') return [entry.noSoftware, ''];
  const untested = traces.length > 0 && !traces.some(({ kind }) => kind === 'test');
  const words = [entry.pending, untested ? '还没有测试。' : undefined].filter(Boolean).join('');
  return words ? [`还差：${words}`, ''] : [];
}

function details(traces: Trace[]): string[] {
  if (traces.length === 0) return [];
  return [
    '<details><summary>在哪里</summary>',
    '',
    ...kindsOf(traces).map(
      (kind) =>
        `- ${KIND_WORDS[kind]}\n${traces
          .filter((trace) => trace.kind === kind)
          .map((trace) => `  - ${place(trace)}`)
          .join('\n')}`,
    ),
    '',
    '</details>',
    '',
  ];
}

/** One line per file: a link to it, and what in it, short enough to read. */
function place({ kind, path, name, places }: Trace): string {
  const file = path.split('/').at(-1) ?? path;
  const link = kind === 'code' || kind === 'test' ? `[${path}](../${path})` : `[${name}](../${path})`;
  if (kind === 'diagram')
    return `${link}：${places.map(({ id, label }) => (label === id ? `\`${id}\`` : `${label} \`${id}\``)).join('、')}`;
  if (kind === 'table') return `${link}（\`${file}\`）：第${rowNumbers(places)}行`;
  if (kind === 'code') return `${link}：${places.map(({ label }) => `\`${label}\``).join('、')}`;
  return places.length === 1 ? `${link}：${inline(places[0]?.label ?? '')}` : `${link}：${places.length} 项`;
}

/** "第3行：…", "第4行：…", "第7行：…" → "3—4、7". */
export function rowNumbers(places: Trace['places']): string {
  const numbers = places.map(({ label }) => Number(/^第(\d+)行/.exec(label)?.[1])).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}—${to}`)).join('、');
}

/** A title in running Markdown: nothing in it may act as markup. */
const inline = (words: string): string => words.replace(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);

const kindsOf = (traces: Trace[]): Trace['kind'][] => [...new Set(traces.map(({ kind }) => kind))];

const countOf = (traces: Trace[], kind: Trace['kind']): number =>
  traces
    .filter((trace) => trace.kind === kind)
    .map(({ places }) => places.length)
    .reduce((sum, count) => sum + count, 0);
