import { z } from 'zod';
import { instant, moment } from './common';
import { line, said, uuid } from './text';

const id = line(100);
/** A moment as JSON has it. */
const reason = said(500);
const words = z.array(id).min(1).max(100).nullable().default(null);

const scope = {
  toPersonId: id,
  toPostId: id,
  preside: z.boolean().default(false).meta({ description: '主持工作' }),
  sign: z.boolean().default(false).meta({ description: '签发' }),
  kinds: words.meta({ description: '限于哪些文种；不写为不限' }),
  matters: words.meta({ description: '限于哪些事项类别；不写为不限' }),
  basis: line(200).meta({ description: '所据文件的发文字号' }),
};

export const newDelegation = z
  .strictObject({
    ...scope,
    fromPersonId: id.optional().meta({ description: '委托人；不写为本人' }),
    fromPostId: id,
    validFrom: instant.nullable().default(null).meta({ description: '不写为即时起' }),
    validUntil: instant,
  })
  .meta({ id: 'NewDelegation' });

export const revocation = z.strictObject({ reason }).meta({ id: 'Revocation' });

export const delegation = z
  .object({
    id: uuid,
    fromPersonId: z.string(),
    fromPostId: z.string(),
    from: z.string(),
    toPersonId: z.string(),
    toPostId: z.string(),
    to: z.string(),
    preside: z.boolean(),
    sign: z.boolean(),
    kinds: z.array(z.string()).nullable(),
    matters: z.array(z.string()).nullable(),
    validFrom: moment,
    validUntil: moment,
    basis: z.string(),
    recordedAt: moment,
    recordedBy: z.string(),
    revokedAt: moment.nullable(),
    revokedBy: z.string().nullable(),
    revokeReason: z.string().nullable(),
  })
  .meta({ id: 'Delegation' });

export const newAppointment = z
  .strictObject({
    change: z.enum(['begin', 'end']).meta({ description: '到任、离任' }),
    personId: id,
    postId: id,
    day: z.iso.date().meta({ description: '自这一天起；早于今天的按今天' }),
    basis: line(200).meta({ description: '任免文件' }),
  })
  .meta({ id: 'NewAppointment' });

export const appointment = z
  .object({
    personId: z.string(),
    personName: z.string(),
    postId: z.string(),
    postLabel: z.string(),
    bodyName: z.string(),
    heldFrom: z.iso.date(),
    heldUntil: z.iso.date().nullable(),
    basis: z.string(),
  })
  .meta({ id: 'Appointment' });

export const newTravelReport = z
  .strictObject({
    personId: id.optional().meta({ description: '外出人；不写为本人' }),
    postId: id,
    destination: line(100),
    reason,
    leavesAt: instant,
    returnsAt: instant,
    delegation: z
      .strictObject(scope)
      .optional()
      .meta({ description: '外出期间的委托；不写即不委托，件仍由本人办理' }),
  })
  .meta({ id: 'NewTravelReport' });

export const travelReport = z
  .object({
    id: uuid,
    personId: z.string(),
    who: z.string(),
    destination: z.string(),
    reason: z.string(),
    leavesAt: moment,
    returnsAt: moment,
    returnedAt: moment.nullable(),
    cancelledAt: moment.nullable(),
    reportedAt: moment,
    delegate: z.string().nullable().meta({ description: '外出期间委托给谁' }),
    told: z.array(z.string()).meta({ description: '已告知的领导' }),
  })
  .meta({ id: 'TravelReport' });
