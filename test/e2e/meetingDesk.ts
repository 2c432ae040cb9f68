import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Meeting } from '../support/meeting';
import type { Topic } from '../support/topic';
import { until } from '../support/until';
import { readPdf } from '../unit/rendering/readPdf';
import type { Desk } from './desk';
import type { Material } from './meetingMaterials';

export interface Decisions {
  endedAt: string;
  documents: { id: string; title: string; dueAt: string; isOverrun: boolean; overrunReason: string | null }[];
  minutes: { caseId: string; documentNumber: string | null } | null;
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
}
