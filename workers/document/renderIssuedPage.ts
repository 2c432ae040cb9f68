import { createHash } from 'node:crypto';
import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { findDocumentNumber } from '../../db/numbers';
import { findRendition, insertRendition } from '../../db/renditions';
import { listJointOrgans } from '../../db/countersign/jointOrgans';
import { loadAttachmentTexts } from '../../db/attachmentTexts';
import { withTransaction } from '../../db/transaction';
import { redHeadPage } from '../../rendering/officePage';
import { renderRedHead } from '../../rendering/redHead';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';
import { requireSound } from './requireSound';

/** 生成正式文本: the signed text under its number as a red-head page; made once, kept with its hash. */
export const renderIssuedPage = defineWorker({
  type: 'document.renderIssuedPage',
  action: '生成正式文本',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      const running = await requireOwnCase(deps.pool, caseId, job);
      // What is printed is what was signed, with what was changed since without touching its substance.
      const { signature, version } = await requireSound(deps, deps.pool, running);
      const number = await findDocumentNumber(deps.pool, caseId);
      if (!number) throw new PermanentError('此件尚无发文字号');
      if (await findRendition(deps.pool, caseId, version.id)) return {};

      const page = redHeadPage(deps.office, {
        facts: running.facts,
        draftingBodyId: running.draftingBodyId,
        content: version.content,
        documentNumber: number.text,
        signature: { ...signature, post: signature.postLabel },
        attachmentTexts: await loadAttachmentTexts(deps.pool, version.content),
        issuedOn: deps.clock.now(),
        signedHere: await listJointOrgans(deps.pool, deps.office, running, version.content),
      });
      const { pdf, pages } = await renderRedHead(page);
      await withTransaction(deps.pool, async (sql) => {
        const sha256 = createHash('sha256').update(pdf).digest('hex');
        await insertRendition(sql, {
          caseId,
          versionId: version.id,
          documentNumber: number.text,
          pages,
          sha256,
          pdf,
        });
        await appendLedger(sql, {
          caseId,
          kind: 'page-rendered',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `生成正式文本，共${pages}页`,
          data: { sha256, pages },
          effectKey: `page-rendered:${version.id}`,
        });
      });
      return {};
    },
});
