import type { Queryable } from '../pool';
import { findTopic } from './topics';

/** What the gates of topics ask of a topic beside its facts; undefined for a case that is none. */
export async function topicInputs(
  sql: Queryable,
  caseId: string,
): Promise<{ category: string; meetingKind: string; major: boolean; touchesBusiness: boolean } | undefined> {
  const topic = await findTopic(sql, caseId);
  if (!topic) return undefined;
  const { category, meetingKind, isMajor: major, touchesBusiness } = topic;
  return { category, meetingKind, major, touchesBusiness };
}

/** Evidences and materials that a topic brings, as the gates that ask for them are named: evidence-risk, material-draft. */
export async function listBrought(sql: Queryable, caseId: string | null): Promise<string[]> {
  const { rows } = await sql.query<{ gate: string }>(
    `select 'evidence-' || evidence as gate from topic_evidences where case_id = $1
     union
     select 'material-' || kind from topic_materials join attachments on attachments.id = attachment_id
      where topic_materials.case_id = $1 and withdrawn_at is null`,
    [caseId],
  );
  return rows.map(({ gate }) => gate);
}
