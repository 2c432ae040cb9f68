import { findCase } from '../../db/cases';
import { findDraft } from '../../db/drafts';
import { findDocumentNumber } from '../../db/numbers';
import { findRendition } from '../../db/renditions';
import { findStandingSignature } from '../../db/signatures';
import { findLatestVersion } from '../../db/versions';
import type { Dependencies } from '../dependencies';
import { notFound } from '../problems';
import { makeReadingCopy } from './readingCopy';

export interface DocumentFile {
  fileName: string;
  pdf: Uint8Array;
}

/** The issued page where there is one, else a reading copy of the current text, made now and kept nowhere. */
export async function readDocument(deps: Dependencies, caseId: string): Promise<DocumentFile> {
  const { pool } = deps;
  const found = await findCase(pool, caseId);
  if (!found) throw notFound('办件');
  const signature = await findStandingSignature(pool, caseId);
  const issued = signature ? await findRendition(pool, caseId, signature.versionId) : null;
  if (issued) return { fileName: `${issued.documentNumber} ${found.title}.pdf`, pdf: issued.pdf };

  const latest = (await findLatestVersion(pool, caseId)) ?? (await findDraft(pool, caseId, []));
  if (!latest) throw notFound('文稿');
  const number = await findDocumentNumber(pool, caseId);
  const pdf = await makeReadingCopy(
    deps,
    pool,
    { ...found, content: latest.content },
    { documentNumber: number?.text ?? null, signature },
  );
  return { fileName: `${found.title}（送审稿）.pdf`, pdf };
}
