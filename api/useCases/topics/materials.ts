import { createHash, randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { insertAttachment, withdrawAttachment } from '../../../db/attachments';
import { isEditable, lockDraft, updateDraft } from '../../../db/drafts';
import type { Draft } from '../../../db/drafts';
import { appendLedger } from '../../../db/ledger';
import { describeMaterial, findMaterials, insertMaterial } from '../../../db/meetings/materials';
import type { Material } from '../../../db/meetings/materials';
import { lockTopic } from '../../../db/meetings/topics';
import type { Queryable } from '../../../db/pool';
import { withTransaction } from '../../../db/transaction';
import { freezeVersion } from '../../../db/versions';
import { isMarkedName } from '../../../domain/document/classifiedName';
import type { DocumentContent } from '../../../domain/document/content';
import {
  findConverter,
  inspectMaterial,
  limitsFrom,
  materialPdf,
  PacketError,
} from '../../../rendering/packet';
import type { Dependencies } from '../../dependencies';
import { revisingDecisions } from '../../office';
import { conflict, forbidden, notFound, unacceptable } from '../../problems';
import type { UploadedFile } from '../../readUpload';
import { isMeetingSecretary } from '../meetings/access';

const MOST_MATERIALS = 50;
/** From the commissioner's decision until the meeting's: a change then makes a new version and needs a reason. */
const LATE = ['in', 'postponed', 'other-meeting', 'scheduled'];

export interface NewMaterial {
  kind: string;
  title: string;
  /** Whoever uploads says that it carries a 密级. */
  classified: boolean;
  /** Why it is changed after the topic was checked. */
  reason: string;
}

/** Takes a file in as material of a topic: looked at, turned into pages, kept as it came and as pages. @rule art-38 */
export async function addMaterial(
  deps: Dependencies,
  account: Account,
  caseId: string,
  file: UploadedFile,
  material: NewMaterial,
): Promise<Material> {
  if (material.classified) throw classified();
  requireUnmarked([material.title, file.fileName]);
  const taken = await takeIn(file);
  const id = randomUUID();
  const sha256 = hashOf(file.bytes);
  await changeMaterials(
    deps,
    account,
    caseId,
    material.reason,
    `加入材料“${material.title}”`,
    async (sql, before) => {
      if (before.length >= MOST_MATERIALS) {
        throw unacceptable(
          'too-many-materials',
          '材料过多',
          `一个议题最多 ${MOST_MATERIALS} 份材料，请合并后上传。`,
        );
      }
      await insertAttachment(sql, {
        id,
        caseId,
        fileName: file.fileName,
        mediaType: taken.mediaType,
        size: file.bytes.length,
        sha256,
        uploadedBy: account.personId,
        bytes: file.bytes,
      });
      const { pdf, pages } = taken;
      await insertMaterial(sql, {
        ...material,
        attachmentId: id,
        caseId,
        pages,
        pdf,
        pdfSha256: hashOf(pdf),
      });
      return [...before, { id, title: material.title, sha256 }];
    },
  );
  const [added] = await findMaterials(deps.pool, [id]);
  if (!added) throw new Error('材料登记后读不到');
  return added;
}

/** Takes a material out; versions that name it keep it. */
export async function removeMaterial(
  deps: Dependencies,
  account: Account,
  caseId: string,
  attachmentId: string,
  reason: string,
): Promise<void> {
  const [gone] = await findMaterials(deps.pool, [attachmentId]);
  await changeMaterials(
    deps,
    account,
    caseId,
    reason,
    `撤下材料“${gone?.title ?? ''}”`,
    async (sql, before) => {
      const left = before.filter(({ id }) => id !== attachmentId);
      if (left.length === before.length) throw notFound('材料');
      await withdrawAttachment(sql, attachmentId);
      return left;
    },
  );
}

/** Puts the materials into this order, with these titles and kinds. */
export async function arrangeMaterials(
  deps: Dependencies,
  account: Account,
  caseId: string,
  order: { attachmentId: string; kind: string; title: string }[],
  reason: string,
): Promise<void> {
  requireUnmarked(order.map(({ title }) => title));
  await changeMaterials(deps, account, caseId, reason, '调整材料次序、名称', async (sql, before) => {
    const isSame =
      order.length === before.length &&
      before.every(({ id }) => order.some(({ attachmentId }) => attachmentId === id));
    if (!isSame) {
      throw conflict('materials-changed', '材料已有变化', '您打开后材料有增减，请刷新页面后再调整。');
    }
    for (const [index, one] of order.entries()) {
      await describeMaterial(sql, one.attachmentId, { ...one, position: index + 1 });
    }
    return order.flatMap(({ attachmentId, title }) =>
      before.filter(({ id }) => id === attachmentId).map((one) => ({ ...one, title })),
    );
  });
}

type Attachments = DocumentContent['attachments'];

/**
 * Changes what files the topic names: freely while it is with its drafter; later by him or the Office's 会务 with a
 * reason, as a new version that the agenda will be compared with.
 */
async function changeMaterials(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
  what: string,
  change: (sql: Queryable, before: Attachments) => Promise<Attachments>,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const draft = await lockDraft(sql, caseId, revisingDecisions(deps.office));
    const topic = await lockTopic(sql, caseId);
    if (!draft || !topic) throw notFound('议题');
    const isLate = LATE.includes(topic.state) && draft.status === 'in-progress';
    if (!isEditable(draft, account.personId)) {
      await requireLateChange(deps, sql, account, draft, isLate, reason);
    }
    const attachments = await change(sql, draft.content.attachments);
    const revision = await updateDraft(sql, caseId, { ...draft.content, attachments });
    if (!isLate) return;
    const effectKey = `materials:${caseId}:${revision}`;
    const version = await freezeVersion(sql, {
      caseId,
      createdBy: account.personId,
      effectKey,
      change: 'substantive',
    });
    await appendLedger(sql, {
      caseId,
      kind: 'materials-changed',
      personId: account.personId,
      actor: account.displayName,
      capacity: null,
      summary: `${what}，成为第${version.number}稿：${reason}`,
      data: { version: version.number, sha256: version.sha256, reason },
      effectKey,
    });
  });
}

async function requireLateChange(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  draft: Draft,
  isLate: boolean,
  reason: string,
): Promise<void> {
  const isOwn = draft.drafterPersonId === account.personId;
  if (!isOwn && !(await isMeetingSecretary(sql, account.personId, deps.clock.now())))
    throw forbidden('议题的材料由拟稿人或者办公室会务人员更换。');
  if (!isLate) {
    throw conflict(
      'not-editable',
      '现在不能改材料',
      '议题正在审核，要改材料的请先退回；审定之后可以说明理由更换。',
    );
  }
  if (reason.trim() === '') {
    throw unacceptable('reasons-needed', '请写明理由', '议题已经审定，更换材料须写明理由，并形成新的一稿。');
  }
}

async function takeIn(file: UploadedFile): Promise<{ mediaType: string; pdf: Uint8Array; pages: number }> {
  const options = { limits: limitsFrom(process.env), converter: findConverter(process.env) };
  const found = await inspectMaterial(file.bytes, file.fileName, options);
  if (!found.accepted) throw refused(found.code, found.words);
  try {
    const { pdf, pages } = await materialPdf(file.bytes, file.fileName, found, options);
    return { mediaType: found.mediaType, pdf, pages };
  } catch (error) {
    if (error instanceof PacketError) throw refused(error.code, error.message);
    throw error;
  }
}

/** The library's words say what is wrong and what to do. */
const refused = (code: string, words: string) =>
  unacceptable(code.toLowerCase().replaceAll('_', '-'), '材料不能收', words);

const classified = () =>
  unacceptable(
    'classified',
    '涉密件不得上传',
    '本系统不处理国家秘密。标有密级的材料请走机要渠道，由办公室在会上另行分发；内部材料和工作秘密只给需要的人看。',
  );

/** Nor in its name (law 12). */
function requireUnmarked(names: readonly string[]): void {
  if (names.some(isMarkedName)) throw classified();
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
