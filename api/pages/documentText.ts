import type { DocumentContent } from '../../domain/document/content';
import { splitHeading } from '../../domain/document/text';
import type { Block } from '../../domain/document/text';
import { html } from './html';
import type { Html } from './html';

/** The text to read on a screen; how it is printed, the PDF shows. */
export function documentText(content: DocumentContent): Html {
  const { attachments, joint = [], note } = content;
  return html`<article class="document">
    <h3 class="title">${content.title}</h3>
    ${content.addressees.length > 0 ? html`<p class="addressees">${content.addressees.join('，')}：</p>` : ''}
    ${content.blocks.map(block)}
    ${attachments.length > 0 ? html`<p>附件：${attachments.map(({ title }, index) => html`${index > 0 ? '；' : ''}${index + 1}. ${title}`)}</p>` : ''}
    ${note && html`<p>（${note.replace(/^[（(](.*)[）)]$/, '$1')}）</p>`} ${attendance(content)}
    ${joint.length > 0 && html`<p class="joint-organs">联合行文：${joint.map(organInWords).join('；')}。</p>`}
    ${content.copyTo.length > 0 ? html`<p class="copy">抄送：${content.copyTo.join('，')}。</p>` : ''}
  </article>`;
}

function block(one: Block): Html {
  if (one.type === 'paragraph') return html`<p>${one.text}</p>`;
  const { heading, rest } = splitHeading(one.text);
  return html`<p><span class="level-${one.level}">${heading}</span>${rest}</p>`;
}

function attendance({ attendance: there }: DocumentContent): (Html | false)[] {
  const groups: [string, string[]][] = [
    ['出席', there?.present ?? []],
    ['请假', there?.excused ?? []],
    ['列席', there?.observing ?? []],
  ];
  return groups.map(([label, names]) => names.length > 0 && html`<p>${label}：${names.join('；')}</p>`);
}

export function organInWords({
  issuer,
  signatory,
  signedOn,
}: NonNullable<DocumentContent['joint']>[number]): string {
  return `${issuer}（签发人${signatory}，${signedOn ?? '未签发'}）`;
}
