import { createHash } from 'node:crypto';
import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { findDocumentNumber } from '../../db/numbers';
import { findRendition, insertRendition } from '../../db/renditions';
import { findStandingSignature } from '../../db/signatures';
import { withTransaction } from '../../db/transaction';
import { findVersion } from '../../db/versions';
import { redHeadPage } from '../../rendering/officePage';
import { renderRedHead } from '../../rendering/redHead';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';

/** 生成正式文本: the signed version under its number as a red-head page; made once, kept with its hash. */
export const renderIssuedPage = defineWorker({
  type: 'document.renderIssuedPage',
  action: '生成正式文本',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      const running = await requireOwnCase(deps.pool, caseId, job);
      const signature = await findStandingSignature(deps.pool, caseId);
      const number = await findDocumentNumber(deps.pool, caseId);
      if (!signature || !number) throw new PermanentError('此件尚无有效签发或发文字号');
      // What is printed is what was signed, not what the draft has become since.
      const version = await findVersion(deps.pool, signature.versionId);
      if (version?.sha256 !== signature.versionSha256) throw new PermanentError('文稿与签发时的散列不符');
      if (await findRendition(deps.pool, caseId, version.id)) return {};

      const page = redHeadPage(deps.office, {
        facts: running.facts,
        content: version.content,
        documentNumber: number.text,
        signature,
        issuedOn: deps.clock.now(),
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
