import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { loadOffice } from '../../db/loadOffice';
import { createPool } from '../../db/pool';
import type { DocumentContent } from '../../domain/document/content';
import type { CaseFacts, Grounds } from '../../domain/routing/facts';
import type { TestDatabase } from './database';

export const officeFolder = join(__dirname, '../../offices/kashi');

export const content: DocumentContent = {
  title: '关于做好冬季供暖准备工作的通知',
  addressees: ['各县（市）人民政府'],
  blocks: [{ type: 'paragraph', text: '请于十月十日前完成供暖管网检修。' }],
  copyTo: [],
  attachments: [],
};

export const facts: CaseFacts = {
  kind: 'notice',
  series: 'administration-issue',
  issuingName: 'administration',
  direction: 'downward',
  importance: 'unclassified',
  normative: false,
  urgency: 'none',
  nature: 'ordinary',
  matter: 'none',
  remit: 'administration',
  wideInterest: false,
  counties: false,
  joint: false,
};

/** 报送依据 that satisfy every gate. */
export const grounds: Grounds = {
  meeting: '行署2026年第3次常务会议第二项议题',
  opinions: '已征求发展改革委、财政局意见，均无不同意见',
  legality: '喀署法审〔2026〕3号',
  counties: '已征求十二县市意见',
  stability: '已评估，风险等级为低',
  exception: '',
};

export const noGrounds: Grounds = {
  meeting: '',
  opinions: '',
  legality: '',
  counties: '',
  stability: '',
  exception: '',
};

/** Loads the demo office and one rule set, as the start of the stack does. */
export async function prepareOffice(database: TestDatabase): Promise<void> {
  await loadOffice(database.adminUrl, officeFolder);
  const admin = createPool(database.adminUrl, 1);
  try {
    await admin.query(
      `insert into rule_sets (hash, name, source, in_force_from, is_current)
       values ('test', '测试规则', '测试', '2019-02-18', true)`,
    );
  } finally {
    await admin.end();
  }
}

/** A case that was handed in, with version 1; answers its id. */
export async function insertSubmittedCase(pool: Pool, change: { series?: string } = {}): Promise<string> {
  const id = randomUUID();
  const { rows } = await pool.query<{ person_id: string; post_id: string; body_id: string }>(
    `select person_id, post_id, body_id from post_holdings join posts on posts.id = post_id
      where rank_id is null order by post_id limit 1`,
  );
  const drafter = rows[0];
  await pool.query(
    `insert into cases (id, process_id, title, status, drafter_person_id, drafter_post_id, drafting_body_id, facts,
                        rule_set_hash, submitted_at)
     values ($1, 'document-approval', $2, 'in-progress', $3, $4, $5, $6, 'test', app_now())`,
    [
      id,
      content.title,
      drafter?.person_id,
      drafter?.post_id,
      drafter?.body_id,
      JSON.stringify({ ...facts, ...change }),
    ],
  );
  await pool.query('insert into drafts (case_id, content) values ($1, $2)', [id, JSON.stringify(content)]);
  return id;
}
