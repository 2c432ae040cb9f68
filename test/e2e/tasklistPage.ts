import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../support/until';

const APPEAR_MILLISECONDS = 90_000;
/** A task that Tasklist hasn't imported yet stays away however long one looks; a slow machine needs a longer look. */
const FIRST_LOOK_MILLISECONDS = 3_000;
const DESKTOP_WIDTH = 1280;
/** Tasklist 8.6 keeps list and details beside the form at any width: so wide a window leaves the form 390 px. */
const PHONE = { window: 1054, form: 390 };

/** What a form is filled in with besides the decision, by the fields' labels and the options' words. */
export interface Answers {
  opinion?: string;
  /** Of what is picked from a list: label of the field → how the option begins. */
  picks?: Record<string, string>;
  /** How many of the statements are affirmed; all unless told. */
  ticks?: number;
}

/** Tasklist as one person sees it. */
export class TasklistPage {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async logIn(browser: Browser, url: string, login: string, password: string): Promise<TasklistPage> {
    const context = await browser.newContext({
      viewport: { width: DESKTOP_WIDTH, height: 860 },
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
    let look = FIRST_LOOK_MILLISECONDS;
    await until(
      `Tasklist 显示任务 ${userTaskKey}`,
      async () => {
        const timeout = look;
        look = Math.min(look * 2, APPEAR_MILLISECONDS / 3);
        await this.page.goto(`${this.url}/tasklist/${userTaskKey}`);
        await this.page.locator('[data-testid="details-info"]').waitFor({ timeout });
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
    await this.form.waitFor();
  }

  get form(): Locator {
    return this.page.locator('.fjs-form');
  }

  /** Fills in the form: the decision by its label, and what it then asks for. */
  async fill(choice: string, { opinion = '', picks = {}, ticks = Infinity }: Answers = {}): Promise<void> {
    await this.form.getByText(choice, { exact: true }).click();
    for (const box of (await this.form.locator('.fjs-form-field-checklist input').all()).slice(0, ticks))
      await box.check();
    for (const [label, option] of Object.entries(picks)) await this.pick(label, option);
    if (opinion !== '') await this.form.locator('textarea:visible').fill(opinion);
  }

  private async pick(label: string, option: string): Promise<void> {
    const begins = new RegExp(`^${option}`);
    const select = this.form.locator('.fjs-form-field-select').filter({ hasText: label });
    if ((await select.count()) > 0) {
      await select.locator('.fjs-input-group').click();
      await select.locator('.fjs-dropdownlist-item').filter({ hasText: begins }).click();
      return;
    }
    await this.form.locator('.fjs-form-field-radio').filter({ hasText: label }).getByText(begins).click();
  }

  /** Pictures of the whole form as it stands: in Tasklist's window, and of its column as wide as a phone. */
  async photograph(wide: string, narrow?: string): Promise<void> {
    await this.growTo(DESKTOP_WIDTH);
    await this.page.screenshot({ path: wide });
    if (narrow === undefined) return;
    await this.growTo(PHONE.window);
    const { x, y } = (await this.form.boundingBox()) ?? { x: 0, y: 0 };
    const { height } = this.page.viewportSize() ?? { height: 0 };
    const top = y - 16;
    await this.page.screenshot({
      path: narrow,
      clip: { x: x - 16, y: top, width: PHONE.form, height: height - top },
    });
    await this.page.setViewportSize({ width: DESKTOP_WIDTH, height: 860 });
  }

  /** Makes the window high enough to show the form without scrolling. */
  private async growTo(width: number): Promise<void> {
    await this.page.setViewportSize({ width, height: 860 });
    const hidden = await this.form.evaluate((form) => {
      let scroller: typeof form | null = form;
      while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
      return scroller ? scroller.scrollHeight - scroller.clientHeight : 0;
    });
    await this.page.setViewportSize({ width, height: 860 + hidden });
  }

  /** Presses the button; whether the form lets it through is another matter. */
  async submit(): Promise<void> {
    // Leaving a field moves what is below it: a button that moves between press and release is not clicked.
    await this.page.keyboard.press('Tab');
    await this.page.getByRole('button', { name: 'Complete Task' }).click();
  }

  async complete(): Promise<void> {
    await this.submit();
    await this.page
      .getByText('Task completed', { exact: false })
      .first()
      .waitFor({ timeout: APPEAR_MILLISECONDS });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
