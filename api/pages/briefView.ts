import type { RoundView } from '../../db/readModels/countersignView';
import type { Dependencies } from '../dependencies';
import { labelOf } from '../office';
import type { CaseDetails } from '../useCases/viewCase';
import { roundList } from './caseRounds';
import { opinionList, signatureList } from './caseRecords';
import { dueInWords, ownStep, whereItStands } from './caseSteps';
import { caseSummary, groundList } from './caseSummary';
import { attachmentList } from './caseView';
import { latestChanges, versionList } from './caseVersions';
import { documentText } from './documentText';
import { fold } from './fields';
import { html } from './html';
import type { Html } from './html';
import { minutesBox } from './minutesBox';
import { ruleInWords } from './words';

/** What a form of Tasklist shows in a frame: what to know of a case before deciding, the rest folded away. */
export function briefView(
  { office, clock }: Dependencies,
  view: CaseDetails,
  personId: string,
  rounds: readonly RoundView[],
): Html {
  const { facts, currentVersion } = view;
  const step = ownStep(view, personId);
  const { vocabulary } = office;
  const body = html`<h1>${view.title}</h1>
    <p class="quiet">
      ${view.drafter.bodyName}　${labelOf(vocabulary.kinds, facts.kind)}　${labelOf(vocabulary.urgencies, facts.urgency)}
    </p>
    ${
      step
        ? html`<p class="why">
            由您${step.act}：${step.reason}依据：${ruleInWords(office, step.rule)}。<br />${dueInWords(office, step, clock.now())}
          </p>`
        : whereItStands(office, view, clock.now())
    }
    ${minutesBox(view.notCarried)} ${latestChanges(view)}
    ${
      rounds.length > 0 &&
      html`<h2>会签</h2>
        ${roundList(office, rounds)}`
    }
    <h2>意见</h2>
    ${opinionList(office, [...view.opinions].reverse(), view.steps)}
    ${currentVersion && fold('正文', `第 ${currentVersion.number} 稿`, false, html`${documentText(currentVersion.content)}${attachmentList(view)}${versionList(office, view)}`)}
    ${fold('发文要素和报送依据', '', false, html`${caseSummary(office, view)}${groundList(office, view)}`)}
    ${view.signatures.length > 0 && fold('签发', '', false, signatureList(office, view.signatures))}
    <p><a href="/cases/${view.id}">打开办件全文</a></p>`;
  return briefLayout(view.title, body);
}

/** Whoever is not logged in can't log in within a frame: the login page refuses to be framed. */
export const briefLogin = (caseId: string): Html =>
  briefLayout(
    '请先登录',
    html`<p>请先登录，再查看各步意见和文稿。</p>
      <p><a class="button" href="/login?next=${encodeURIComponent(`/cases/${caseId}`)}">登录</a></p>
      <p class="quiet">
        登录页在新窗口打开；登录后回到这里<a href="/cases/${caseId}/brief" target="_self">刷新</a>。
      </p>`,
  );

/** Links leave the frame. */
const briefLayout = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <base target="_blank" />
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body class="brief">
        <main>${body}</main>
      </body>
    </html> `;
