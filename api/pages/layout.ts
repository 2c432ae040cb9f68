import type { Account } from '../../db/accounts';
import type { Office } from '../office';
import type { Problem } from '../problems';
import { html } from './html';
import type { Html } from './html';
import { findingList } from './findings';
import { ruleInWords } from './words';

interface Layout {
  office: Office;
  title: string;
  /** Null before login. */
  account: Account | null;
  tasklistUrl?: string | null;
  body: Html;
}

/** A page with the office's head and foot; says on each that it is a demo. */
export function layout({ office, title, account, tasklistUrl, body }: Layout): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${office.systemName}</title>
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body>
        <header class="masthead">
          <div class="inside">
            <a class="name" href="/">${office.systemName}</a>
            <span class="demo">${office.demoNotice}</span>
            ${account && navigation(account, tasklistUrl)}
          </div>
        </header>
        <main class="inside">${body}</main>
        <footer class="inside">${office.name}　${office.demoNotice}：内容均为虚构，不具效力</footer>
      </body>
    </html> `;
}

function navigation(account: Account, tasklistUrl: string | null | undefined): Html {
  return html`<nav>
    <a href="/">待办</a>
    <a href="/drafts/new">拟稿</a>
    <a href="/topics">议题</a>
    <a href="/meetings">会议</a>
    <a href="/supervision">督办</a>
    <a href="/regional-meetings">区域性会议</a>
    <a href="/articles">条文</a>
    <a href="/readings">口径</a>
    <a href="/authority">委托</a>
    <a href="/calendar">日历</a>
    ${tasklistUrl ? html`<a href="${tasklistUrl}">Tasklist</a>` : ''}
    <form method="post" action="/logout">
      <span class="who">${account.displayName}</span> <button class="plain">退出</button>
    </form>
  </nav>`;
}

/** A refusal at the top of a page, with the fields it is about and the rule it rests on. */
export function problemBox(office: Office, problem: Problem | null): Html {
  if (!problem) return html``;
  const { title, detail, errors, findings, rule } = problem.details;
  return html`<div class="problem" role="alert">
    <strong>${title}</strong>
    ${
      errors
        ? html`<ul>
            ${errors.map(({ label, message }) => html`<li>${label}：${message}</li>`)}
          </ul>`
        : findings
          ? findingList(office, findings)
          : html`<p>${detail}</p>`
    }
    ${rule && !findings ? html`<p class="basis">依据：${ruleInWords(office, rule)}</p>` : ''}
  </div>`;
}

export function noticeBox(words: Html | string | null): Html {
  return words ? html`<div class="notice" role="status">${words}</div>` : html``;
}
