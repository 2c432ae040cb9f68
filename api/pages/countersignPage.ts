import { z } from 'zod';
import { findRequest } from '../../db/countersign/requests';
import { currentCalendar } from '../../db/calendar';
import type { Account } from '../../db/accounts';
import { listRoundViews, loadRoundView } from '../../db/readModels/countersignView';
import type { Access } from '../access';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { notFound, Problem } from '../problems';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { uuid } from '../schemas/text';
import { askableBodies, countersignRoles } from '../useCases/countersign/roles';
import { sheetFile } from './caseFile';
import { ofComment, ofRequest, ofRound, typedAct } from './countersignActs';
import type { Act } from './countersignActs';
import type { TypedAct } from './countersignForms';
import { countersignView } from './countersignView';

const params = z.object({ id: uuid });
const reader = (by: 'countersign' | 'countersign-request' | 'countersign-comment') =>
  ({ role: 'staff', relation: 'reader', by }) as const satisfies Access;

const NOTICES: Record<string, string> = {
  opened: '已发起，正在送达各单位，请稍后刷新页面。',
  departments: '已增加，正在送达，请稍后刷新页面。',
  urgings: '已催办。',
  drop: '已取消。',
  extensions: '已提出延期，请等候主办部门答复。',
  'extension-decision': '已答复延期请求。',
  'phone-answer': '已登记电话答复，请催该单位按期补签。',
  'late-answers': '已存查，并告知主办部门；原来的认定不变。',
  adoption: '已登记采纳情况。',
};

const answers = {
  303: { description: '已办' },
  400: { description: '填写有误，所填内容保留' },
  403: { description: '不由您办理' },
  404: { description: '没有这一项' },
  409: { description: '已有结果，不能再办' },
  422: { description: '不合规定，所填内容保留' },
};

/** 会签单 as people read it, with what each may do there (art 45). */
export const countersignPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/countersigns/:id',
    summary: '会签单',
    access: reader('countersign'),
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '会签单' } },
    handle: ({ account, params: { id }, query }, deps) =>
      showRound(deps, account, id, { notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'get',
    path: '/countersigns/:id/sheet.pdf',
    summary: '打印会签单',
    access: reader('countersign'),
    params,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: ({ params: { id } }, deps) => sheetFile(deps, id),
  }),
  ...ofRound.map((act) => actRoute('/countersigns', 'countersign', act, async (_deps, id) => id)),
  ...ofRequest.map((act) =>
    actRoute('/countersign-requests', 'countersign-request', act, async ({ pool }, id) =>
      roundOf((await findRequest(pool, id))?.roundId),
    ),
  ),
  ...ofComment.map((act) =>
    actRoute('/countersign-comments', 'countersign-comment', act, async ({ pool }, id) => {
      const { rows } = await pool.query<{ roundId: string }>(
        'select round_id as "roundId" from countersign_comments where id = $1',
        [id],
      );
      return roundOf(rows[0]?.roundId);
    }),
  ),
];

function roundOf(id: string | undefined): string {
  if (!id) throw notFound('会签');
  return id;
}

/** One form's route: does the act and goes back to the sheet; what is refused is shown there with what was typed. */
function actRoute(
  folder: string,
  by: Parameters<typeof reader>[0],
  { name, summary, work }: Act,
  findRound: (deps: Dependencies, id: string) => Promise<string>,
) {
  return defineRoute({
    method: 'post',
    path: `${folder}/:id/${name}`,
    summary: `在会签单页面${summary}`,
    access: reader(by),
    params,
    body: typedAct,
    bodyKind: 'form',
    replies: answers,
    handle: async ({ account, params: { id }, body, log }, deps) => {
      const roundId = await findRound(deps, id);
      try {
        await work(deps, account, id, body);
        log.info({ event: `countersign.${name}`, roundId });
        return redirect(`/countersigns/${roundId}?done=${name}`);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const typed = { action: `${folder}/${id}/${name}`, fields: body };
        return showRound(deps, account, roundId, { problem: error, typed });
      }
    },
  });
}

async function showRound(
  deps: Dependencies,
  account: Account,
  roundId: string,
  shown: { notice?: string | null; problem?: Problem; typed?: TypedAct },
): Promise<Reply> {
  const { pool, office, tasklistUrl, clock } = deps;
  const round = await loadRoundView(pool, roundId);
  if (!round) throw notFound('会签');
  const earlier = (await listRoundViews(pool, round.caseId)).filter(
    ({ number, versionNumber }) => number < round.number && versionNumber < round.versionNumber,
  );
  const before = earlier.at(-1)?.versionNumber ?? round.versionNumber - 1;
  return page(
    countersignView({
      office,
      tasklistUrl,
      account,
      round,
      calendar: await currentCalendar(pool),
      now: clock.now(),
      roles: await countersignRoles(deps, account, round),
      bodies: await askableBodies(deps),
      comparedWith: before > 0 ? before : null,
      notice: shown.notice ?? null,
      problem: shown.problem ?? null,
      typed: shown.typed ?? null,
    }),
    shown.problem?.details.status,
  );
}
