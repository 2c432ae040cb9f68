import { z } from 'zod';
import { line, lineOrEmpty, text } from './text';

const LONGEST = { title: 200, name: 100, body: 100_000, ground: 500 };
const MOST = { names: 200, organs: 20 };

/** 正文, and what is printed as one. */
export const bodyText = text(LONGEST.body);

const names = z.array(line(LONGEST.name)).max(MOST.names);

/** 联合行文: an organ besides the lead one. */
const jointOrgan = z
  .strictObject({
    issuer: line(LONGEST.name),
    signatory: line(LONGEST.name),
    signedOn: z.iso.date('不是有效的日期').nullable().default(null),
  })
  .meta({ id: 'JointOrgan' });

/** 纪要: who was there. */
const attendance = z
  .strictObject({
    present: names.default([]),
    excused: names.default([]),
    observing: names.default([]),
  })
  .meta({ id: 'Attendance' });

/** 文稿 as it is typed: the body is plain text whose numbered lines are headings. */
export const contentInput = z
  .strictObject({
    title: line(LONGEST.title),
    addressees: names,
    body: bodyText,
    copyTo: names.default([]),
    note: lineOrEmpty(LONGEST.name).default(''),
    joint: z.array(jointOrgan).max(MOST.organs).default([]),
    concernedBodies: z
      .array(line(LONGEST.name))
      .max(MOST.names)
      .default([])
      .meta({ description: '会签单位：签发前须会签的单位的标识' }),
    attendance: attendance.default({ present: [], excused: [], observing: [] }),
  })
  .meta({ id: 'DraftContent' });

export type ContentInput = z.output<typeof contentInput>;

const ground = text(LONGEST.ground).default('');

/** 报送依据: references and reasons in the drafter's words; "" = none. */
export const groundsInput = z
  .strictObject({
    meeting: ground,
    opinions: ground,
    legality: ground,
    counties: ground,
    stability: ground,
    exception: ground,
  })
  .meta({
    id: 'Grounds',
    description: '报送依据：会议决定、部门意见、合法性审查、下级政府意见、稳评和听证、例外理由',
  });

/** Where nothing was given. */
export const noGrounds = groundsInput.parse({});
