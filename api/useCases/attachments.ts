import { createHash, randomUUID } from 'node:crypto';
import type { Account } from '../../db/accounts';
import * as repository from '../../db/attachments';
import { updateDraft } from '../../db/drafts';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import { isMarkedName } from '../../domain/document/classifiedName';
import type { Dependencies } from '../dependencies';
import { notFound, unacceptable } from '../problems';
import type { UploadedFile } from '../readUpload';
import { line } from '../schemas/text';
import { mediaTypeOf } from './attachmentTypes';
import { lockForChange } from './drafts';
import { requirePrintable } from './readingCopy';

const MOST_ATTACHMENTS = 50;

export interface AddedAttachment {
  id: string;
  title: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Of the draft, after the attachment was added to it. */
  revision: number;
}

/** Adds a file to a draft that may be changed now. `title` is what the page prints; the file's name by default. */
export async function addAttachment(
  deps: Dependencies,
  account: Account,
  caseId: string,
  file: UploadedFile,
  title?: string,
): Promise<AddedAttachment> {
  const fileName = safeFileName(file.fileName);
  if (file.bytes.length === 0)
    throw unacceptable('empty-file', '附件是空的', `附件“${fileName}”没有内容，请重新选择文件。`);
  const details = {
    id: randomUUID(),
    caseId,
    fileName,
    mediaType: mediaTypeOf(fileName, file.bytes),
    size: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    uploadedBy: account.personId,
  };
  const shownTitle = titleOf(title, fileName);
  if ([shownTitle, fileName].some(isMarkedName)) {
    throw unacceptable('classified', '涉密件不得上传', '本系统不处理国家秘密，标有密级的附件请走机要渠道。');
  }
  const revision = await withTransaction(deps.pool, async (sql) => {
    const draft = await lockForChange(deps, sql, account, caseId);
    const { content, status } = draft;
    if (content.attachments.length >= MOST_ATTACHMENTS) {
      throw unacceptable(
        'too-many-attachments',
        '附件过多',
        `一件最多 ${MOST_ATTACHMENTS} 个附件，请合并后上传。`,
      );
    }
    await repository.insertAttachment(sql, { ...details, bytes: file.bytes });
    const added = { id: details.id, title: shownTitle, sha256: details.sha256 };
    const changed = { ...content, attachments: [...content.attachments, added] };
    if (status !== 'draft') await requirePrintable(deps, sql, { ...draft, content: changed });
    return updateDraft(sql, caseId, changed);
  });
  return { ...details, title: shownTitle, revision };
}

/** Takes a file out of the draft; versions that name it keep it. */
export async function withdrawAttachment(
  deps: Dependencies,
  account: Account,
  caseId: string,
  attachmentId: string,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const { content } = await lockForChange(deps, sql, account, caseId);
    const attachments = content.attachments.filter(({ id }) => id !== attachmentId);
    if (attachments.length === content.attachments.length) throw notFound('附件');
    await updateDraft(sql, caseId, { ...content, attachments });
    await repository.withdrawAttachment(sql, attachmentId);
  });
}

export async function readAttachment(
  sql: Queryable,
  id: string,
): Promise<repository.AttachmentDetails & { bytes: Buffer }> {
  const attachment = await repository.findAttachment(sql, id);
  if (!attachment) throw notFound('附件');
  return attachment;
}

/** Without folders, control characters or marks of writing direction (`fdp.exe` shown as `exe.pdf`). */
function safeFileName(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  const parsed = line(150).safeParse(name);
  if (!parsed.success)
    throw unacceptable('file-name', '文件名有误', '附件的文件名为空、过长或含有隐藏字符，请改名后上传。');
  return parsed.data;
}

function titleOf(title: string | undefined, fileName: string): string {
  if (title === undefined || title.trim() === '') return fileName.replace(/\.[^.]+$/, '');
  const parsed = line(200).safeParse(title);
  if (!parsed.success)
    throw unacceptable(
      'attachment-title',
      '附件名称有误',
      `附件名称${parsed.error.issues[0]?.message ?? '有误'}`,
    );
  return parsed.data;
}
