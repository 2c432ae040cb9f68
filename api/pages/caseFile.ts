import { listRoundViews, loadRoundView } from '../../db/readModels/countersignView';
import { bindPdf } from '../../rendering/bind';
import { RenderingError } from '../../rendering/renderingError';
import type { Sheet } from '../../rendering/sheet';
import { renderSheet } from '../../rendering/sheet';
import type { Dependencies } from '../dependencies';
import { labelOf } from '../office';
import { notFound, unacceptable } from '../problems';
import type { Reply } from '../reply';
import { readDocument } from '../useCases/readDocument';
import { printedSheet } from './countersignSheet';

/** 会签单 of a round, printed. @rule art-45 */
export async function sheetFile({ office, pool }: Dependencies, roundId: string): Promise<Reply> {
  const round = await loadRoundView(pool, roundId);
  if (!round) throw notFound('会签');
  const purpose = labelOf(office.vocabulary.countersignPurposes, round.purpose);
  const name = `${purpose}单（第${round.number}轮） ${round.caseTitle}.pdf`;
  return pdf(render(printedSheet(office, round)), name);
}

/**
 * 办件卷: the document as it stands, the issued page or a reading copy, and behind it the 会签单 of every round, each with a
 * bookmark.
 *
 * @rule art-45
 */
export async function caseFile(deps: Dependencies, caseId: string): Promise<Reply> {
  const { office, pool, clock } = deps;
  const document = await readDocument(deps, caseId);
  const rounds = await listRoundViews(pool, caseId);
  const title = document.fileName.replace(/\.pdf$/, '');
  const sheets = rounds.map((round) => {
    const purpose = labelOf(office.vocabulary.countersignPurposes, round.purpose);
    return { title: `${purpose}单（第${round.number}轮）`, pdf: render(printedSheet(office, round)) };
  });
  const parts = [{ title, pdf: document.pdf }, ...sheets];
  return pdf(await bindPdf(title, parts, clock.now()), `${title}（办件卷）.pdf`);
}

function render(sheet: Sheet): Uint8Array {
  try {
    return renderSheet(sheet).pdf;
  } catch (error) {
    if (error instanceof RenderingError)
      throw unacceptable('not-printable', '不能排版', `${error.message}。`);
    throw error;
  }
}

const pdf = (bytes: Uint8Array, fileName: string): Reply => ({
  kind: 'file',
  status: 200,
  bytes,
  mediaType: 'application/pdf',
  fileName,
  inline: true,
});
