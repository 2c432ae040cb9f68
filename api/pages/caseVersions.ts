import { compareLines, isChanged } from '../../domain/document/difference';
import type { ComparedLine } from '../../domain/document/difference';
import type { DocumentContent } from '../../domain/document/content';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { CaseDetails } from '../useCases/viewCase';
import { organInWords } from './documentText';
import { options } from './fields';
import { html } from './html';
import type { Html } from './html';
import { changeInWords } from './words';

/** Every version with what was changed, and a way to see the changes. */
export function versionList(office: Office, { id, versions }: Pick<CaseDetails, 'id' | 'versions'>): Html {
  if (versions.length < 2) return html``;
  return html`<h3>历次文稿</h3>
    <ol class="versions">
      ${versions.map(
        ({ number, change, createdAt, createdByName }) =>
          html`<li>
            第 ${number} 稿　<span class="decision">${changeInWords(office, change)}</span>
            <span class="quiet">${momentInWords(createdAt, office.timeZone)}　${createdByName}</span>
            ${number > 1 && html`<a href="/cases/${id}/changes?from=${number - 1}&amp;to=${number}">与第 ${number - 1} 稿对照</a>`}
          </li>`,
      )}
    </ol>`;
}

/** The way to what the present version changed, for whoever decides on it; nothing for a first one. */
export function latestChanges({ id, versions }: Pick<CaseDetails, 'id' | 'versions'>): Html {
  const number = versions.at(-1)?.number ?? 1;
  if (number < 2) return html``;
  return html`<p>
    <a href="/cases/${id}/changes?from=${number - 1}&amp;to=${number}"
      >花脸稿：第 ${number} 稿与第 ${number - 1} 稿对照</a
    >
  </p>`;
}

/** 花脸稿: what the later version took out and put in. */
export function comparison(before: DocumentContent, after: DocumentContent): Html {
  const parts = partsOf(before).map(([label, lines], index) => {
    const later = partsOf(after)[index]?.[1] ?? [];
    return { label, lines: compareLines(lines, later) };
  });
  if (!parts.some(({ lines }) => lines.some(isChanged))) return html`<p class="none">两稿内容相同。</p>`;
  return html`<p class="quiet">
      <del>删去的文字</del>　<ins>增加的文字</ins>　没有改动的部分（正文除外）不列。
    </p>
    ${parts
      .filter(({ label, lines }) => label === '正文' || lines.some(isChanged))
      .map(
        ({ label, lines }) =>
          html`<h3>${label}</h3>
            <article class="document compared">${lines.map(line)}</article>`,
      )}`;
}

/** The choice of any two versions. */
export function versionChoice(id: string, numbers: readonly number[], from: number, to: number): Html {
  const entries = numbers.map((number) => ({ id: String(number), label: `第 ${number} 稿` }));
  return html`<form class="compare" method="get" action="/cases/${id}/changes">
    <label
      >原稿<select name="from">
        ${options(entries, String(from))}
      </select></label
    >
    <label
      >改稿<select name="to">
        ${options(entries, String(to))}
      </select></label
    >
    <button class="second">对照</button>
  </form>`;
}

const line = (runs: ComparedLine): Html =>
  html`<p>
    ${runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`))}
  </p>`;

function partsOf(content: DocumentContent): [label: string, lines: string[]][] {
  const { joint = [], attendance } = content;
  return [
    ['标题', [content.title]],
    ['主送机关', content.addressees],
    ['正文', content.blocks.map(({ text }) => text)],
    // A file of the same name but other content is another file.
    ['附件', content.attachments.map(({ title, sha256 }) => `${title}（校验码 ${sha256.slice(0, 8)}）`)],
    ['附注', content.note ? [content.note] : []],
    ['联合行文', joint.map(organInWords)],
    ['出席', attendance?.present ?? []],
    ['请假', attendance?.excused ?? []],
    ['列席', attendance?.observing ?? []],
    ['抄送机关', content.copyTo],
  ];
}
