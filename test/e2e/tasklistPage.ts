import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from '../support/until';

const APPEAR_MILLISECONDS = 40_000;

/** Tasklist as one person sees it. */
export class TasklistPage {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async logIn(browser: Browser, url: string, login: string, password: string): Promise<TasklistPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.fill('input[name=username]', login);
    await page.fill('input[name=password]', password);
    await page.click('button[type=submit]');
    await page.getByText('All open tasks').first().waitFor({ timeout: APPEAR_MILLISECONDS });
    return new TasklistPage(context, page, url);
  }

  /** Opens the task as soon as Tasklist's importer has it, and claims it where it is nobody's yet. */
  async open(userTaskKey: string): Promise<void> {
    await until(
      `Tasklist 显示任务 ${userTaskKey}`,
      async () => {
        await this.page.goto(`${this.url}/tasklist/${userTaskKey}`);
        await this.page.locator('[data-testid="details-info"]').waitFor({ timeout: 3_000 });
        return true;
      },
      APPEAR_MILLISECONDS,
    );
    const claim = this.page.getByRole('button', { name: 'Assign to me' });
    await this.page
      .getByRole('button', { name: /^(Assign to me|Unassign)$/ })
      .first()
      .waitFor();
    if (await claim.isVisible()) await claim.click();
    await this.page.getByRole('button', { name: 'Unassign' }).waitFor({ timeout: APPEAR_MILLISECONDS });
    await this.page.locator('.fjs-form').waitFor();
  }

  /** Fills in the form: the choice by its label, and words where there is room for them. */
  async fill(choice: string, opinion = ''): Promise<void> {
    await this.page.getByText(choice, { exact: true }).click();
    if (opinion !== '') await this.page.locator('.fjs-form textarea:visible').first().fill(opinion);
  }

  async complete(): Promise<void> {
    await this.page.getByRole('button', { name: 'Complete Task' }).click();
    await this.page
      .getByText('Task completed', { exact: false })
      .first()
      .waitFor({ timeout: APPEAR_MILLISECONDS });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
