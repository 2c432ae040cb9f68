import { z } from 'zod';

const trace = z
  .object({
    kind: z.enum(['diagram', 'table', 'code', 'test']),
    path: z.string().meta({ example: 'processes/document-approval.bpmn' }),
    name: z.string(),
    places: z.array(z.object({ id: z.string(), label: z.string() })).meta({
      description: '流程图的元素、决策表的行、代码里的名称、测试的标题',
    }),
  })
  .meta({ id: 'ArticleTrace' });

export const article = z
  .object({
    id: z.string().meta({ example: 'art-47' }),
    number: z.number().int(),
    chapter: z.number().int(),
    asks: z.string(),
    mark: z
      .enum(['E', 'P', 'X'])
      .meta({ description: 'E 由系统执行；P 登记、提醒或者部分执行；X 不设软件环节' }),
    carried: z
      .enum(['carried', 'partly', 'not-yet', 'no-software'])
      .meta({ description: '已承载、部分承载、尚未承载、不设软件环节' }),
    noSoftware: z.string().nullable().meta({ description: '标为 X 的，为什么不设软件环节' }),
    pending: z.string().nullable().meta({ description: '部分承载的，还差什么' }),
    traces: z.array(trace),
  })
  .meta({ id: 'Article', description: '一条，以及承载它的流程图、决策表、代码和测试' });

export const articleList = z
  .object({
    ruleSet: z.object({ name: z.string(), source: z.string(), inForceFrom: z.string() }),
    chapters: z.array(z.object({ number: z.number().int(), title: z.string() })),
    articles: z.array(article),
  })
  .meta({ id: 'ArticleList' });
