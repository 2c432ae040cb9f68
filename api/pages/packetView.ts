import type { z } from 'zod';
import type { Account } from '../../db/accounts';
import type { Meeting } from '../../db/meetings/meetings';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { openings, packetView as schema } from '../schemas/packets';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { copyTable, openingTable } from './packetEvidence';

export type PacketData = z.output<typeof schema>;

interface PacketPage {
  office: Office;
  account: Account;
  tasklistUrl: string | null;
  meeting: Meeting;
  packet: PacketData | null;
  /** Why there is none. */
  absence: string | null;
  /** For whoever handles the meeting. */
  evidence: z.output<typeof openings> | null;
  notice: string | null;
  problem: Problem | null;
}

/** @rule art-38 */
export function packetView(shown: PacketPage): Html {
  const { office, account, tasklistUrl, meeting, packet, absence, evidence } = shown;
  const body = html`<div class="heading">
      <h1>会议材料${packet && html`<small>第 ${packet.version.number} 版</small>`}</h1>
    </div>
    ${problemBox(office, shown.problem)} ${noticeBox(shown.notice)}
    <p class="subject"><a href="/meetings/${meeting.caseId}">${meeting.title}</a></p>
    ${absence && html`<p class="none">${absence}</p>`}
    ${packet && packetSummary(office, meeting.caseId, packet)} ${packet && contents(packet)}
    ${evidence && copyTable(office, meeting.caseId, packet?.version.number ?? null, evidence.copies)}
    ${evidence && openingTable(office, evidence.items)}`;
  return layout({ office, title: `会议材料：${meeting.title}`, account, tasklistUrl, body });
}

/** What it is and where it is opened: also the section on the meeting's own page. */
export function packetSummary(office: Office, meetingId: string, packet: PacketData): Html {
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const { version, copyNumber, formerVersions, changedWords } = packet;
  const rows: [string, string][] = [
    ['批印', `${version.approvedAs}　${at(version.approvedAt)}`],
    ['印成', `第 ${version.number} 版　${at(version.madeAt)}`],
    ['内容', `${packet.isWhole ? '全部议题' : '您列席的议题'}，共 ${packet.pages} 页`],
    ['份号', copyNumber === null ? '打开时编给' : String(copyNumber).padStart(6, '0')],
  ];
  if (changedWords) rows.push(['改动', changedWords]);
  if (formerVersions.length > 0) {
    const former = formerVersions.map(({ number }) => `第 ${number} 版`).join('、');
    rows.push(['停止使用', `${former}，留存备查`]);
  }
  return html`<dl class="summary wide">
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p>
      <a class="button" href="/meetings/${meetingId}/packet.pdf">打开会议材料（PDF）</a>
      <a class="button second" href="/meetings/${meetingId}/packet.zip">下载材料原件（ZIP）</a>
    </p>
    <p class="quiet">每一页印有份号和您的姓名；何人何时打开，系统均有记录。不得复印、外传。</p>`;
}

function contents({ items }: PacketData): Html {
  return html`<h2>议题和材料</h2>
    <table>
      <thead>
        <tr>
          <th>议题</th>
          <th>材料</th>
          <th>页码</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ number, title, firstPage, pages, materials }) =>
            html`<tr>
              <td data-label="议题">${number}. ${title}</td>
              <td data-label="材料">
                <div>
                  ${materials.map((one) => html`<div>${one.title}<span class="quiet">　第 ${one.firstPage} 页起，${one.pages} 页</span></div>`)}
                </div>
              </td>
              <td data-label="页码">${firstPage}—${firstPage + pages - 1}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
