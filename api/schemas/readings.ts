import { z } from 'zod';
import { moment } from './common';
import { line, said } from './text';

const choice = z.object({
  optionId: z.string(),
  since: z.iso.date(),
  chosenBy: z.string(),
  basis: z.string(),
  recordedBy: z.string().nullable().meta({ description: '登记人；随机关数据装入的为空' }),
  recordedAt: moment,
});

/** One reading of 条文适用口径登记: where the articles leave a question open, and what the office chose. */
export const registeredReading = z
  .object({
    id: z.string().meta({ example: 'reading-2' }),
    key: z.string().nullable().meta({ description: '决策表以 readings.<key> 查问；不由决策表查问的为空' }),
    article: z.string().meta({ example: 'art-47' }),
    question: z.string(),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
    chosen: z.string(),
    switchable: z.boolean().meta({ description: '可否在登记中改选；写在决策表和流程里的须先改表、改图' }),
    choices: z.array(choice).meta({ description: '历次选定，后选的在前' }),
    casesInProgress: z.int().min(0).meta({ description: '依这一口径正在办理的件数' }),
  })
  .meta({ id: 'Reading' });

export const readingList = z.object({ readings: z.array(registeredReading) }).meta({ id: 'ReadingList' });

export const newChoice = z
  .strictObject({
    option: line(100),
    since: z.iso
      .date('不是有效的日期')
      .nullable()
      .default(null)
      .meta({ description: '自何日起；不写为今天' }),
    chosenBy: line(100).meta({ description: '由谁定' }),
    basis: line(200).meta({ description: '所据文件或者批示' }),
  })
  .meta({ id: 'NewReadingChoice' });

export const rerouting = z.strictObject({ reason: said(500) }).meta({ id: 'Rerouting' });
