import { z } from 'zod';

/** 条文适用口径登记: where the articles leave a question open, and what the office chose. */
export const readingList = z
  .object({
    readings: z.array(
      z.object({
        id: z.string().meta({ example: 'reading-2' }),
        article: z.string().meta({ example: 'art-47' }),
        question: z.string(),
        options: z.array(z.object({ id: z.string(), label: z.string() })),
        chosen: z.string(),
        chosenBy: z.string(),
        since: z.iso.date(),
        basis: z.string(),
        casesInProgress: z.int().min(0).meta({ description: '依这一口径正在办理的件数' }),
      }),
    ),
  })
  .meta({ id: 'ReadingList' });
