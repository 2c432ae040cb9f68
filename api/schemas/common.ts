import { z } from 'zod';

/** A moment that somebody names, with its zone. */
export const instant = z.iso
  .datetime({ offset: true, error: '应为带时区的时间，如 2026-11-30T20:00:00+08:00' })
  .transform((value) => new Date(value));

/** A year that is asked for in an address; this one where it isn't. */
export const yearWanted = z.coerce.number().int().min(2000).max(2200).optional();

export const rule = z
  .object({
    article: z.string().meta({ example: 'art-47' }),
    reading: z.string(),
    ruleSet: z.string(),
    words: z.string(),
  })
  .meta({ id: 'RuleReference', description: '依据：条、适用口径、规则集版本、说明' });

/** What one gate says; of `refuse` the words say what to do instead. */
export const gateFinding = z
  .object({
    gate: z.string(),
    label: z.string(),
    outcome: z.enum(['pass', 'refuse', 'ask']),
    overridable: z.boolean().meta({ description: '写明例外理由的，可由核稿人核定' }),
    words: z.string(),
    rule,
  })
  .meta({ id: 'GateFinding', description: '报送前核对的一项' });

export const problem = z
  .object({
    type: z.string(),
    status: z.number().int(),
    title: z.string(),
    detail: z.string(),
    rule: rule.omit({ reading: true }).optional(),
    errors: z.array(z.object({ field: z.string(), label: z.string(), message: z.string() })).optional(),
    findings: z.array(gateFinding.omit({ outcome: true })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457；title、detail 为中文，说明如何处理' });

export const labelled = z.object({ id: z.string(), label: z.string() });

export const holder = z
  .object({ personId: z.string(), personName: z.string(), postLabel: z.string() })
  .meta({ id: 'Holder' });

/** A moment, in JSON as ISO 8601 with zone. */
export const moment = z.date();
