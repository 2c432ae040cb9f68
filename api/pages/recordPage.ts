import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { listItems } from '../../db/meetings/items';
import type { MeetingItem } from '../../db/meetings/items';
import { listParticipants } from '../../db/meetings/participants';
import { defineRoute } from '../defineRoute';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { recordLine } from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import type { RecordView } from '../useCases/afterMeeting/record';
import { addRecordLine, readRecord } from '../useCases/afterMeeting/record';
import { answering } from './answering';
import { parsed } from './countersignActs';
import { area, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';
import { table } from './table';

const apart = { role: 'staff', relation: 'subject', by: 'meeting-record' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');
const KINDS = [
  { id: 'statement', label: '发言' },
  { id: 'dissent', label: '不同意见' },
  { id: 'question', label: '主持人插问' },
  { id: 'conclusion', label: '主持人结论' },
];

/** 会议记录, for the few who may read it (arts 34, 56). */
export const recordPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/meetings/:id/record',
    summary: '会议记录，每次查阅都有记录',
    access: apart,
    params,
    replies: { 200: { description: '会议记录' }, 404: { description: '不归您看' } },
    handle: ({ account, params: { id } }, deps) => show(deps, account, id, null),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/record',
    summary: '在页面记一条会议记录',
    access: apart,
    params,
    body: z.object({ itemId: word, kind: word, speakerPersonId: word, speaker: word, words: word }),
    bodyKind: 'form',
    replies: {
      303: { description: '已记' },
      400: { description: '填写有误' },
      403: { description: '不由您记' },
      404: { description: '不归您看' },
      409: { description: '发言次序不符' },
      422: { description: '没有写明发言人' },
    },
    handle: ({ account, params: { id }, body }, deps) => {
      return answering(
        async () => {
          const { speakerPersonId, speaker, ...rest } = body;
          const line = {
            ...rest,
            speakerPersonId: speakerPersonId || null,
            ...(speaker ? { speaker } : {}),
          };
          await addRecordLine(deps, account, id, parsed(recordLine, line));
          return `/meetings/${id}/record`;
        },
        (problem) => show(deps, account, id, problem),
      );
    },
  }),
];

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  problem: Problem | null,
): Promise<Reply> {
  const { office, tasklistUrl, pool } = deps;
  const record = await readRecord(deps, account, id);
  const items = await listItems(pool, id);
  const speakers = (await listParticipants(pool, id)).flatMap(({ personId, label }) =>
    personId ? [{ id: personId, label }] : [],
  );
  const mayWrite = !record.keeper || record.keeper.personId === account.personId;
  const body = html`<h1>
      会议记录<small>${record.keeper ? `${record.keeper.name}记` : '还没有开始记'}</small>
    </h1>
    ${problemBox(office, problem)}
    <p class="quiet"><a href="/meetings/${id}/decisions">会议决定</a>　此页每次打开都有记录。</p>
    ${items.map((item) => itemLines(item, record))} ${mayWrite && lineForm(id, items, speakers)}
    <h2>查阅记录</h2>
    ${table(
      ['时间', '何人'],
      record.readings.map(({ name, readAt }) => [momentInWords(readAt, office.timeZone), name]),
    )}`;
  return page(layout({ office, title: '会议记录', account, tasklistUrl, body }), problem?.details.status);
}

function itemLines(item: MeetingItem, { entries }: RecordView): Html {
  const own = entries.filter(({ itemId, stands }) => itemId === item.id && stands);
  return html`<h2>${item.position}. ${item.title}</h2>
    ${
      own.length === 0
        ? html`<p class="none">没有记录。</p>`
        : table(
            ['发言人', '', '所讲'],
            own.map(({ speakerWords, kind, words }) => [
              speakerWords,
              KINDS.find(({ id }) => id === kind)?.label ?? kind,
              words,
            ]),
          )
    }`;
}

function lineForm(id: string, items: MeetingItem[], speakers: { id: string; label: string }[]): Html {
  const titles = items.map((item) => ({ id: item.id, label: `${item.position}. ${item.title}` }));
  return html`<form class="authority" method="post" action="/meetings/${id}/record">
    <h2>记一条</h2>
    ${select('itemId', '议题', titles, '')} ${select('kind', '性质', KINDS, 'statement')}
    <label
      >发言人<select name="speakerPersonId">
        <option value="">外单位的，在下面写</option>
        ${options(speakers, '')}
      </select></label
    >
    <label>外单位发言人的职务、姓名<input name="speaker" maxlength="100" /></label>
    ${area('words', '所讲', '', { rows: 4, longest: 20_000 })}
    <div class="buttons"><button>记下</button></div>
  </form>`;
}
