import type { Account } from '../../../db/accounts';
import type { PressRelease } from '../../../db/afterMeeting/press';
import { findPressRelease } from '../../../db/afterMeeting/press';
import { findDraft, isEditable, lockDraft, updateDraft } from '../../../db/drafts';
import type { Draft } from '../../../db/drafts';
import { withTransaction } from '../../../db/transaction';
import { bodyToSource, parseBody } from '../../../domain/document/text';
import type { Dependencies } from '../../dependencies';
import { revisingDecisions } from '../../office';
import { conflict, notFound } from '../../problems';
import { standingOf } from './access';

export interface PressView extends PressRelease {
  text: { title: string; body: string; revision: number };
  editable: boolean;
}

/** 会议报道: for the Office and the leaders, who alone have steps of it. @rule art-42 art-56 */
export async function readPress(deps: Dependencies, account: Account, caseId: string): Promise<PressView> {
  const { pool, office } = deps;
  const press = await findPressRelease(pool, caseId);
  const draft = press && (await findDraft(pool, caseId, revisingDecisions(office)));
  const { isOverseer } = await standingOf(deps, pool, account);
  if (!press || !draft || !isOverseer) throw notFound('会议报道');
  return { ...press, text: textOf(draft), editable: isEditable(draft, account.personId) };
}

const textOf = ({ content, revision }: Draft): PressView['text'] => ({
  title: content.title,
  body: bodyToSource(content.blocks),
  revision,
});

/** Saves the text, over the revision that was seen, while its drafter has it. */
export async function savePress(
  deps: Dependencies,
  account: Account,
  caseId: string,
  input: { title: string; body: string; revision: number },
): Promise<void> {
  if (!(await findPressRelease(deps.pool, caseId))) throw notFound('会议报道');
  await withTransaction(deps.pool, async (sql) => {
    const draft = await lockDraft(sql, caseId, revisingDecisions(deps.office));
    if (!draft) throw notFound('会议报道');
    if (!isEditable(draft, account.personId)) {
      throw conflict(
        'not-editable',
        '新闻稿不在您手中',
        '新闻稿正由他人办理，现在不能修改；轮到您修改时再改。',
      );
    }
    if (draft.revision !== input.revision) {
      throw conflict(
        'draft-changed',
        '新闻稿已有更新',
        '您打开后新闻稿又被保存过，请重新打开，把改动并入后再保存。',
      );
    }
    const { title, body } = input;
    await updateDraft(sql, caseId, { ...draft.content, title, blocks: parseBody(body) });
  });
}
