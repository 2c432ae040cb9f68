import { z } from 'zod';
import type { Office } from '../office';
import { labelOf } from '../office';
import { moment } from './common';
import { contentInput, groundsInput, noGrounds } from './content';
import type { ContentInput } from './content';
import { line, sha256, uuid } from './text';

const oneOf = (entries: readonly { id: string }[]) =>
  z.enum(entries.map(({ id }) => id) as [string, ...string[]]);

/** One schema per office and not one per use: OpenAPI knows a component by its object. */
const perOffice = <Schema>(make: (office: Office) => Schema): ((office: Office) => Schema) => {
  const made = new WeakMap<Office, Schema>();
  return (office) => {
    const schema = made.get(office) ?? make(office);
    made.set(office, schema);
    return schema;
  };
};

/** 发文要素 with the office's vocabulary as their only values. */
export const factsOf = perOffice((office) =>
  z
    .strictObject({
      kind: oneOf(office.vocabulary.kinds),
      series: oneOf(office.series),
      issuingName: oneOf(office.vocabulary.issuingNames),
      direction: oneOf(office.vocabulary.directions),
      importance: oneOf(office.vocabulary.importances),
      normative: z.boolean(),
      urgency: oneOf(office.vocabulary.urgencies),
      nature: oneOf(office.vocabulary.natures),
      matter: oneOf(office.vocabulary.matters),
      remit: oneOf(office.vocabulary.remits),
      wideInterest: z.boolean(),
      counties: z.boolean(),
      joint: z.boolean().default(false).meta({ description: '联合行文；存稿时按所列的联合行文机关得出' }),
    })
    .meta({ id: 'CaseFacts' }),
);

export type { ContentInput } from './content';

const needsAddressee = (office: Office) => (draft: { facts: { kind: string }; content: ContentInput }) =>
  draft.content.addressees.length > 0 ||
  office.vocabulary.kinds.some(({ id, withoutAddressee }) => id === draft.facts.kind && withoutAddressee);

/** A new draft. Kinds that are addressed to somebody need an addressee. */
export const draftInput = (office: Office) =>
  z
    .strictObject({
      facts: factsOf(office),
      grounds: groundsInput.default(noGrounds),
      content: contentInput,
      postId: line(100).optional(),
    })
    .refine(needsAddressee(office), {
      path: ['content', 'addressees'],
      error: (issue) => `${kindOf(office, issue.input)}须有主送机关`,
    });

/** A changed draft: `revision` is the one that was changed. */
export const draftChange = (office: Office) =>
  z
    .strictObject({
      facts: factsOf(office),
      grounds: groundsInput,
      content: contentInput,
      revision: z.int().min(1),
    })
    .refine(needsAddressee(office), {
      path: ['content', 'addressees'],
      error: (issue) => `${kindOf(office, issue.input)}须有主送机关`,
    });

export const attachmentView = z
  .object({
    id: uuid,
    title: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    size: z.int().meta({ description: '字节' }),
    sha256,
  })
  .meta({ id: 'Attachment' });

export const draftView = perOffice((office) =>
  z
    .object({
      id: uuid,
      status: z.enum(['draft', 'in-progress', 'issued', 'ended']),
      editable: z.boolean(),
      facts: factsOf(office),
      grounds: groundsInput,
      content: contentInput,
      attachments: z.array(attachmentView),
      revision: z.int(),
      updatedAt: moment,
    })
    .meta({ id: 'Draft' }),
);

function kindOf(office: Office, input: unknown): string {
  const kind = (input as { facts?: { kind?: string } } | undefined)?.facts?.kind ?? '';
  return labelOf(office.vocabulary.kinds, kind);
}
