import type { Browser, Locator, Page } from 'playwright-core';
import { until } from '../support/until';

const APPEAR_MILLISECONDS = 90_000;
/** A task that Tasklist hasn't imported yet stays away however long one looks; a slow machine needs a longer look. */
const FIRST_LOOK_MILLISECONDS = 3_000;
/** How long one press or one answer of Tasklist may take before the person looks again and repeats it. */
const ATTEMPT_MILLISECONDS = 15_000;
const ATTEMPTS = 4;
const DESKTOP_WIDTH = 1280;
/** Tasklist 8.6 keeps list and details beside the form at any width: so wide a window leaves the form 390 px. */
const PHONE = { window: 1054, form: 390 };

/** What a form is filled in with besides the decision, by the fields' labels and the options' words. */
export interface Answers {
  opinion?: string;
  /** What is written into one-line fields, by their labels' beginnings. */
  lines?: Record<string, string>;
  /** Of what is picked from a list: label of the field → how the option begins. */
  picks?: Record<string, string>;
  /** How many of the statements are affirmed; all unless told. */
  ticks?: number;
}

/** Tasklist as one person sees it. */
export class TasklistPage {
  private userTaskKey = '';
  private filled: [choice: string, answers: Answers] | undefined;

  private constructor(
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
    return new TasklistPage(page, url);
  }

  /** Opens the task as soon as Tasklist's importer has it, and claims it where it is nobody's yet. */
  async open(userTaskKey: string): Promise<void> {
    this.userTaskKey = userTaskKey;
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
    await this.seeVariables();
  }

  /** The importer may bring a task before its variables: the form says so, until it is opened anew. */
  private seeVariables(): Promise<boolean> {
    let isFirst = true;
    return until(
      `表单载入齐全（任务 ${this.userTaskKey}）`,
      async () => {
        if (!isFirst) await this.page.reload();
        isFirst = false;
        await this.form.getByText('依据：工作规则第').first().waitFor({ timeout: FIRST_LOOK_MILLISECONDS });
        return (await this.form.getByText('内容还没有载入齐全').count()) === 0 ? true : undefined;
      },
      APPEAR_MILLISECONDS,
    );
  }

  get form(): Locator {
    return this.page.locator('.fjs-form');
  }

  /** Fills in the form: the decision by its label, and what it then asks for. */
  async fill(choice: string, answers: Answers = {}): Promise<void> {
    this.filled = [choice, answers];
    await this.repeatedly('填写表单', () => this.fillOnce(choice, answers));
  }

  private async fillOnce(
    choice: string,
    { opinion = '', lines = {}, picks = {}, ticks = Infinity }: Answers,
  ): Promise<void> {
    await this.form.getByText(choice, { exact: true }).click({ timeout: ATTEMPT_MILLISECONDS });
    for (const box of (await this.form.locator('.fjs-form-field-checklist input').all()).slice(0, ticks))
      await box.check({ timeout: ATTEMPT_MILLISECONDS });
    for (const [label, option] of Object.entries(picks)) await this.pick(label, option);
    for (const [label, text] of Object.entries(lines))
      await this.form
        .locator('.fjs-form-field-textfield')
        .filter({ hasText: label })
        .locator('input')
        .fill(text);
    if (opinion !== '')
      await this.form.locator('textarea:visible').fill(opinion, { timeout: ATTEMPT_MILLISECONDS });
  }

  /**
   * Tasklist builds its form anew when it hears of a change of the task: what was filled in is gone, and what was about
   * to be pressed has moved. Like a person, opens the task again and repeats it; says so, with what it saw.
   */
  private async repeatedly(what: string, act: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await act();
        return;
      } catch (error) {
        const seen = await this.form.innerText({ timeout: 1_000 }).catch(() => '（没有表单）');
        const report = `${what}第 ${attempt} 次没有成功：${String(error)}\n当时的表单：\n${seen}`;
        if (attempt === ATTEMPTS) throw new Error(report, { cause: error });
        process.stderr.write(`${report}\n`);
        await this.open(this.userTaskKey);
      }
    }
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

  /** Fills in the form and presses the button; the form keeps the task and says of these fields that they are missing. */
  async refuse(choice: string, answers: Answers, fields: readonly string[]): Promise<void> {
    await this.repeatedly('看表单指出缺哪几项', async () => {
      await this.fillOnce(choice, answers);
      await this.submit();
      const missing = this.form.locator('.fjs-form-field').filter({ hasText: 'Field is required.' });
      await missing.first().waitFor({ timeout: ATTEMPT_MILLISECONDS });
      const labels = await missing.locator(':scope > .fjs-form-field-label').allInnerTexts();
      if (labels.length !== fields.length || !fields.every((field, at) => labels[at]?.startsWith(field)))
        throw new Error(`应当指出的是：${fields.join('、')}；指出的是：${labels.join('、')}`);
    });
  }

  /** Completes the task with what was filled in. */
  async complete(): Promise<void> {
    let isFirst = true;
    await this.repeatedly('完成任务', async () => {
      if (!isFirst && this.filled) await this.fillOnce(...this.filled);
      isFirst = false;
      await this.submit();
      await this.seeItCompleted();
    });
  }

  /** The message goes away by itself, and on a busy machine before anybody looks: then the button is gone too. */
  private async seeItCompleted(): Promise<void> {
    try {
      await this.page.getByText('Task completed').first().waitFor({ timeout: ATTEMPT_MILLISECONDS });
    } catch (error) {
      if (await this.page.getByRole('button', { name: 'Complete Task' }).isVisible()) throw error;
    }
  }

  /** Goes away from the task and stays logged in. */
  async leave(): Promise<void> {
    await this.page.goto('about:blank');
  }
}
