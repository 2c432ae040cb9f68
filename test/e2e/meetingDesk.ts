import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Meeting } from '../support/meeting';
import type { Topic } from '../support/topic';
import { until } from '../support/until';
import { Way } from '../support/way';
import { readPdf } from '../unit/rendering/readPdf';
import type { Desk } from './desk';
import type { Material } from './meetingMaterials';

export interface Decisions {
  endedAt: string;
  documents: { id: string; title: string; dueAt: string; isOverrun: boolean; overrunReason: string | null }[];
  minutes: { caseId: string; documentNumber: string | null } | null;
}

/** Presses a button of ours, and waits until the page answers. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() !== 429),
    page.getByRole('button', { name, exact: true }).first().click(),
  ]);
  await page.waitForLoadState();
}

/** What people do about a meeting on our own pages. */
export class MeetingDesk {
  constructor(
    readonly desk: Desk,
    readonly secretary: string,
  ) {}

  async at(login: string, path: string): Promise<Page> {
    const page = await this.desk.pages(login);
    await page.goto(`${this.desk.system.baseUrl}${path}`);
    return page;
  }

  /** A page as it stands, photographed whole. */
  async look(login: string, path: string, picture: string): Promise<string> {
    const page = await this.at(login, path);
    const words = await page.innerText('main');
    await page.screenshot({ path: this.desk.pictureFile(picture), fullPage: true });
    await page.context().close();
    return words;
  }

  async bring(topic: Topic, { kind, title, name, bytes }: Material): Promise<void> {
    await (
      await topic.drafter()
    ).upload(`/api/v1/topics/${topic.caseId}/materials`, { name, bytes }, { kind, title, reason: '' });
  }

  /** A PDF as somebody gets it, kept beside the pictures; its pages' words. */
  async pdf(login: string, path: string, picture: string): Promise<string[]> {
    const bytes = await (await this.desk.system.as(login)).bytes(path);
    writeFileSync(this.desk.pictureFile(picture).replace(/png$/, 'pdf'), bytes);
    return (await readPdf(bytes)).map(({ lines }) => lines.join(''));
  }

  /** The words of somebody's packet, page by page; waits while it is being made. */
  packetOf(meeting: Meeting, login: string): Promise<string[]> {
    return until('会议材料印成', () =>
      this.pdf(login, `/meetings/${meeting.caseId}/packet.pdf`, `packet-${login}`),
    );
  }

  async decisions(meeting: Meeting): Promise<Decisions> {
    const secretary = await this.desk.system.as(this.secretary);
    return secretary.get<Decisions>(`/api/v1/meetings/${meeting.caseId}/decisions`);
  }

  /** Drafts a decided document as this clerk, and takes it up to its final check. */
  async toFinalCheck(documentId: string, login: string): Promise<Way> {
    const clerk = await this.desk.system.as(login);
    const { caseId } = await clerk.post<{ caseId: string }>(
      `/api/v1/decided-documents/${documentId}/draft`,
      {},
    );
    this.desk.system.drafters.set(caseId, login);
    const draft = await clerk.get<{ facts: object; grounds: object; content: object; revision: number }>(
      `/api/v1/drafts/${caseId}`,
    );
    await clerk.put(`/api/v1/drafts/${caseId}`, {
      ...{ facts: draft.facts, grounds: draft.grounds, revision: draft.revision },
      content: { ...draft.content, addressees: ['各县（市）人民政府'], body: '请各县（市）认真组织实施。' },
    });
    await clerk.post(`/api/v1/drafts/${caseId}/submission`, {});
    const way = new Way(this.desk.system, caseId);
    await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue');
    await way.open('FinalCheck');
    return way;
  }
}
