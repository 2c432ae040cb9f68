import { z } from 'zod';

/** What the fields of an office's files are made of. */
export const text = z.string().trim().min(1);
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, '须为小写字母、数字和连字符');
export const labelled = z.strictObject({ id, label: text });
