import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { currentCalendar } from '../../db/calendar';
import { launchBrowser } from '../../tools/browser';
import { officeTime } from '../support/officeClock';
import type { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import type { StepView } from '../support/running';
import { TasklistPage } from './tasklistPage';
import type { Answers } from './tasklistPage';

const pictures = process.env['XINGSHU_PICTURES'] ?? join(__dirname, '../../.local/pictures');

/** Presses a button of ours, and waits until the page answers. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() !== 429),
    page.getByRole('button', { name, exact: true }).first().click(),
  ]);
  await page.waitForLoadState();
}

/** A browser in which the office's staff do their work, one after the other. */
export class Desk {
  private readonly tasklists = new Map<string, Promise<TasklistPage>>();

  private constructor(
    readonly browser: Browser,
    readonly system: RunningSystem,
  ) {
    mkdirSync(pictures, { recursive: true });
  }

  static async open(): Promise<Desk> {
    return new Desk(await launchBrowser(), await RunningSystem.connect());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.system.close();
  }

  /** The office's time. */
  now(): Promise<Date> {
    return officeTime(this.system);
  }

  calendar(): ReturnType<typeof currentCalendar> {
    return currentCalendar(this.system.pool);
  }

  get password(): string {
    return this.system.office.people.demoPassword;
  }

  pictureFile(name: string): string {
    return join(pictures, `${name}.png`);
  }

  picture(page: Page, name: string): Promise<Buffer> {
    return page.screenshot({ path: this.pictureFile(name) });
  }

  /** Login of whoever holds the post of this name. */
  personAt(title: string): string {
    const { posts, persons } = this.system.office.people;
    const post = posts.find(({ label }) => label === title);
    const person = persons.find((one) => one.posts.includes(post?.id ?? ''));
    if (!person) throw new Error(`没有${title}`);
    return person.login;
  }

  holderOf({ holders }: StepView): string {
    return this.system.loginOf(holders[0]?.personId ?? '');
  }

  /** Logs in and opens a step's task, as the first who has it unless another is named. */
  async open(step: StepView, login = this.holderOf(step)): Promise<TasklistPage> {
    const tasklist = await this.tasklist(login);
    await tasklist.open(step.userTaskKey ?? '');
    return tasklist;
  }

  /** Tasklist as this person logged in to it, once. */
  private tasklist(login: string): Promise<TasklistPage> {
    const url = process.env['TASKLIST_URL'] ?? '';
    const known = this.tasklists.get(login) ?? TasklistPage.logIn(this.browser, url, login, this.password);
    this.tasklists.set(login, known);
    return known;
  }

  /** Logs in to the application's own pages. */
  async pages(login: string): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    await page.goto(`${this.system.baseUrl}/login`);
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', this.password);
    await page.locator('main button').click();
    await page.waitForURL(`${this.system.baseUrl}/`);
    return page;
  }

  /** Somebody does the open step in Tasklist, from logging in to what the workers made of it. */
  async act(
    caseId: string,
    elementId: string,
    choice: string,
    {
      login,
      look,
      ...answers
    }: Answers & { login?: string; look?: (page: TasklistPage) => Promise<unknown> } = {},
  ): Promise<void> {
    const step = await this.system.openStep(caseId, elementId);
    const tasklist = await this.open(step, login);
    await tasklist.fill(choice, answers);
    await look?.(tasklist);
    await tasklist.complete();
    await tasklist.leave();
    await this.closed(caseId, step);
  }

  /** The same in a step of a round: of a body's request, or of the round itself where no body is named. */
  async actInRound(
    round: Round,
    elementId: string,
    bodyId: string | null,
    choice: string,
    { look, ...answers }: Answers & { look?: (page: TasklistPage) => Promise<unknown> } = {},
  ): Promise<void> {
    const step = await round.openStep(elementId, bodyId);
    const tasklist = await this.tasklist(step.logins[0] ?? '');
    await tasklist.open(step.userTaskKey);
    await tasklist.fill(choice, answers);
    await look?.(tasklist);
    await tasklist.complete();
    await tasklist.leave();
    await round.done(step);
  }

  async closed(caseId: string, { elementInstanceKey }: StepView): Promise<void> {
    await this.system.waitFor(caseId, ({ steps }) =>
      steps.some((one) => one.elementInstanceKey === elementInstanceKey && one.state !== 'open'),
    );
  }
}
