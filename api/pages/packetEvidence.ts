import type { z } from 'zod';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { openings } from '../schemas/packets';
import { html } from './html';
import type { Html } from './html';

type Evidence = z.output<typeof openings>;

const numbered = (number: number): string => String(number).padStart(6, '0');

/** Each copy: whose it is, whether it was opened, whether it came back; with the form to record that. @rule art-38 */
export function copyTable(
  office: Office,
  meetingId: string,
  version: number | null,
  copies: Evidence['copies'],
): Html {
  if (version === null || copies.length === 0) return html``;
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  return html`<h2>各份去向<small>第 ${version} 版</small></h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>份号</th>
            <th>收件人</th>
            <th>内容</th>
            <th>本人打开</th>
            <th>收回</th>
          </tr>
        </thead>
        <tbody>
          ${copies.map(
            (copy) =>
              html`<tr>
                <td data-label="份号">
                  <a href="/meetings/${meetingId}/packet.pdf?copy=${copy.number}">${numbered(copy.number)}</a>
                </td>
                <td data-label="收件人">${copy.recipient}</td>
                <td data-label="内容">${copy.isWhole ? '全部议题' : '部分议题'}，${copy.pages} 页</td>
                <td data-label="本人打开">
                  ${copy.firstOpenedAt ? at(copy.firstOpenedAt) : copy.personId ? '没有打开' : '没有账号，请打印送达'}
                </td>
                <td data-label="收回">
                  ${
                    copy.returnedAt
                      ? html`${at(copy.returnedAt)}
                          <span class="quiet">${copy.returnRecordedAs}登记　${copy.returnNote}</span>`
                      : returnForm(meetingId, version, copy.number)
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet">点份号可打开这一份，供打印送达；打开同样记录在案。</p>`;
}

function returnForm(meetingId: string, version: number, copyNumber: number): Html {
  return html`<form method="post" action="/meetings/${meetingId}/packet/returns">
    <input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="copyNumber" value="${copyNumber}" />
    <button class="plain">登记收回</button>
  </form>`;
}

/** Who opened what, when and from where, the latest first. @rule art-38 @rule art-56 */
export function openingTable(office: Office, items: Evidence['items']): Html {
  if (items.length === 0)
    return html`<h2>打开记录</h2>
      <p class="none">还没有人打开。</p>`;
  return html`<h2>打开记录<small>${items.length} 次</small></h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>时间</th>
            <th>何人</th>
            <th>版次和份号</th>
            <th>从何处</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (one) =>
              html`<tr>
                <td data-label="时间">${momentInWords(one.at, office.timeZone)}</td>
                <td data-label="何人">${one.who}</td>
                <td data-label="版次和份号">
                  第 ${one.version} 版
                  ${numbered(one.copyNumber)}（${one.recipient}）${one.form === 'zip' && '，材料原件'}
                </td>
                <td data-label="从何处">${one.address}<span class="quiet">　${one.terminal}</span></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
