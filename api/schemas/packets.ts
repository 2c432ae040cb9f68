import { z } from 'zod';
import { moment } from './common';
import { lineOrEmpty, sha256, uuid } from './text';

const place = z.object({
  number: z.int(),
  title: z.string(),
  firstPage: z.int(),
  pages: z.int(),
  materials: z.array(z.object({ title: z.string(), firstPage: z.int(), pages: z.int() })),
});

const version = z.object({ number: z.int(), madeAt: moment });

export const packetView = z
  .object({
    version: version.extend({ approvedAs: z.string(), approvedAt: moment }),
    isWhole: z.boolean(),
    pages: z.int(),
    bytes: z.int(),
    sha256,
    items: z.array(place),
    changedWords: z.string().meta({ description: '与上一版相比改动的页；第一版为空' }),
    copyNumber: z.int().nullable().meta({ description: '份号；不在名单上的，打开时编给' }),
    formerVersions: z.array(version),
  })
  .meta({ id: 'PacketView' });

export const openings = z.object({
  items: z.array(
    z.object({
      at: moment,
      who: z.string(),
      personId: z.string(),
      version: z.int(),
      copyNumber: z.int(),
      recipient: z.string(),
      form: z.enum(['pdf', 'zip']),
      address: z.string(),
      terminal: z.string(),
    }),
  ),
  copies: z.array(
    z.object({
      number: z.int(),
      recipient: z.string(),
      personId: z.string().nullable(),
      isWhole: z.boolean(),
      pages: z.int(),
      firstOpenedAt: moment.nullable(),
      openings: z.int(),
      returnedAt: moment.nullable(),
      returnNote: z.string(),
      returnRecordedAs: z.string().nullable(),
    }),
  ),
});

const number = z.coerce.number().int().min(1).max(999_999);

export const packetWish = z.object({
  version: number.optional().meta({ description: '议程的版次；会务人员查阅以前的版次' }),
  copy: number.optional().meta({ description: '份号；会务人员为收件人打印' }),
});

export const returnedCopy = z.strictObject({
  version: z.int().min(1).optional(),
  copyNumber: z.int().min(1).max(999_999),
  returnedAt: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .optional(),
  note: lineOrEmpty(200).default(''),
});

export const packetNotice = z.object({
  meetingId: uuid,
  meetingTitle: z.string(),
  version: z.int(),
  words: z.string(),
  at: moment,
});

export const typedReturn = z.object({
  version: number,
  copyNumber: number,
  note: lineOrEmpty(200).default(''),
});
