import { DecisionError } from '../../domain/decisions';
import type { HolderContext } from '../../domain/people/holders';
import type { HumanStep, InvitationRule } from '../../domain/routing/facts';
import type { Queryable } from '../pool';
import type { RuleSet } from '../ruleSets';

/** Words of `humanSteps` for whom the table of invitations names: each with the column that does. */
const COLUMNS = {
  'invitation.attends': 'attends',
  'invitation.entrusted': 'entrusted',
} as const satisfies Record<string, keyof InvitationRule>;

/** Whom the table of invitations names for a step, and of which body it is asked who has it in his portfolio. */
export interface Invited {
  rule: InvitationRule;
  /** Holder ids; none where nobody may be entrusted. */
  holders: string[];
  context: Pick<HolderContext, 'draftingBodyId'>;
}

/**
 * Null for steps whose holder the table of steps names itself.
 *
 * @throws DecisionError where the case is no invitation
 * @rule art-43
 */
export async function findInvited(
  sql: Queryable,
  ruleSet: RuleSet,
  caseId: string,
  { holder }: Pick<HumanStep, 'holder'>,
): Promise<Invited | null> {
  if (!(holder in COLUMNS)) return null;
  const { rows } = await sql.query<{ convener: string; bodyId: string }>(
    'select convener, body_id as "bodyId" from meeting_invitations where case_id = $1',
    [caseId],
  );
  const [invitation] = rows;
  if (!invitation) throw new DecisionError(`“${holder}”只用于应邀会议，本件不是`);
  const rule = ruleSet.invitationRule(invitation.convener);
  const column = COLUMNS[holder as keyof typeof COLUMNS];
  return { rule, holders: rule[column], context: { draftingBodyId: invitation.bodyId } };
}
