import { articlesWithTraces } from '../../db/articleFiles';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { articleList } from '../schemas/articles';

export const articleRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/articles',
    summary: '各条由哪些环节、决策表、代码和测试承载',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '全部条文', schema: articleList } },
    handle: async (_call, { office }) => {
      const { name, source, inForceFrom } = office.ruleSet;
      return json(200, {
        ruleSet: { name, source, inForceFrom },
        chapters: office.articles.chapters,
        articles: articlesWithTraces(office.articles, office.coverage).map(({ entry, traces, carried }) => ({
          id: `art-${entry.number}`,
          number: entry.number,
          chapter: entry.chapter,
          asks: entry.asks,
          mark: entry.mark,
          carried,
          noSoftware: entry.mark === 'X' ? entry.noSoftware : null,
          pending: entry.mark === 'X' ? null : (entry.pending ?? null),
          traces,
        })),
      });
    },
  }),
];
