import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import type { YearMonth, YearPicture } from '../useCases/meetings/year';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';

const LEFT = 90;
const CELL = 62;
const ROW = 46;
const TOP = 34;
const BAR = 70;

/** A year of meetings as a picture: months × kinds, and papers issued within their limit and beyond. @rule art-37 art-40 */
export function meetingYearPage(deps: Dependencies, account: Account, picture: YearPicture): Html {
  const { office, tasklistUrl } = deps;
  const { year } = picture;
  const body = html` <div class="heading">
      <h1>${year}年会议情况</h1>
      <span
        ><a href="/meetings/year/${year - 1}">上一年</a>　<a href="/meetings/year/${year + 1}">下一年</a>　<a
          href="/meetings?year=${year}"
          >会议</a
        ></span
      >
    </div>
    <div class="scroll">${drawing(picture)}</div>
    ${table(picture)}`;
  return layout({ office, title: `${year}年会议情况`, account, tasklistUrl, body });
}

function drawing(picture: YearPicture): Html {
  const { kinds, months, year } = picture;
  const width = LEFT + 12 * CELL + 10;
  const below = TOP + kinds.length * ROW;
  const height = below + BAR + 44;
  return html`<svg
    class="year"
    role="img"
    aria-label="${year}年各月会议次数、议题数和决定印发文件的情况"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    ${months.map(({ month }) => words(LEFT + (month - 0.5) * CELL, 22, `${month}月`))}
    ${kinds.map((kind, row) => words(LEFT - 10, TOP + row * ROW + 26, kind.label, 'end'))}
    ${months.flatMap((month) => month.kinds.map((cell, row) => square(month.month, row, cell)))}
    ${words(LEFT - 10, below + BAR / 2, '印发文件', 'end')} ${bars(months, below)} ${legend(below + BAR + 24)}
  </svg>`;
}

function square(
  month: number,
  row: number,
  { meetings, items, cancelled }: YearMonth['kinds'][number],
): Html {
  const x = LEFT + (month - 1) * CELL + 3;
  const y = TOP + row * ROW + 3;
  const shade = ['#f3efe9', '#f0cfc6', '#e39d90', '#cf6a5e'][Math.min(meetings, 3)] ?? '#f3efe9';
  const label = meetings > 0 ? `${meetings}次${items}项` : cancelled > 0 ? '取消' : '';
  return html`<rect
      x="${x}"
      y="${y}"
      width="${CELL - 6}"
      height="${ROW - 6}"
      rx="3"
      fill="${shade}"
    />${words(x + (CELL - 6) / 2, y + 25, label)}`;
}

function bars(months: YearMonth[], top: number): Html {
  const most = Math.max(
    1,
    ...months.map((one) => one.documentsInTime + one.documentsLate + one.documentsPending),
  );
  const tall = (count: number): number => Math.round((count / most) * (BAR - 16));
  return html`${months.map(({ month, documentsInTime, documentsLate, documentsPending }) => {
      const x = LEFT + (month - 1) * CELL + 14;
      const parts: [number, string][] = [
        [documentsInTime, '#2f7d4f'],
        [documentsLate, '#b22222'],
        [documentsPending, '#b9b2ab'],
      ];
      let y = top + BAR;
      return html`${parts.map(([count, colour]) => {
        const height = tall(count);
        y -= height;
        return height === 0
          ? html``
          : html`<rect x="${x}" y="${y}" width="${CELL - 28}" height="${height}" fill="${colour}" />${
                height > 12
                  ? words(x + (CELL - 28) / 2, y + height / 2 + 5, String(count), 'middle', '#fff')
                  : ''
              }`;
      })}`;
    })} <line x1="${LEFT}" y1="${top + BAR}" x2="${LEFT + 12 * CELL}" y2="${top + BAR}" stroke="#b9b2ab" />`;
}

function legend(y: number): Html {
  const entries: [string, string][] = [
    ['#2f7d4f', '期限内印发'],
    ['#b22222', '超过期限'],
    ['#b9b2ab', '未到期限'],
  ];
  return html`${entries.map(
    ([colour, label], index) =>
      html`<rect x="${LEFT + index * 120}" y="${y - 11}" width="12" height="12" fill="${colour}" />${words(
          LEFT + index * 120 + 18,
          y,
          label,
          'start',
        )}`,
  )}`;
}

const words = (x: number, y: number, label: string, anchor = 'middle', colour = '#222222'): Html =>
  html`<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="13" fill="${colour}">${label}</text>`;

function table({ kinds, months }: YearPicture): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>月份</th>
          ${kinds.map(({ label }) => html`<th>${label}</th>`)}
          <th>期限内印发</th>
          <th>超过期限</th>
          <th>未到期限</th>
        </tr>
      </thead>
      <tbody>
        ${months.map(
          (one) =>
            html`<tr>
              <td data-label="月份">${one.month}月</td>
              ${one.kinds.map(
                ({ meetings, items, cancelled }, index) =>
                  html`<td data-label="${kinds[index]?.label ?? ''}">
                    ${meetings > 0 ? `${meetings}次，议题${items}项` : '—'}${cancelled > 0 ? `（取消${cancelled}次）` : ''}
                  </td>`,
              )}
              <td data-label="期限内印发">${one.documentsInTime}</td>
              <td data-label="超过期限">${one.documentsLate}</td>
              <td data-label="未到期限">${one.documentsPending}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
