import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import type { NewInvitation } from '../../../db/invitations/invitations';
import { insertInvitation } from '../../../db/invitations/invitations';
import { loadPeopleSnapshot } from '../../../db/people';
import type { RuleSet } from '../../../db/ruleSets';
import { loadRuleSet } from '../../../db/ruleSets';
import { startCase } from '../../../db/startCase';
import { holdersInOffice } from '../../../db/stepTerms';
import { withTransaction } from '../../../db/transaction';
import type { Block } from '../../../domain/document/text';
import { messages, processes } from '../../../domain/generated/ids';
import type { Capacity, PeopleSnapshot } from '../../../domain/people/types';
import { momentInWords } from '../../dates';
import type { Dependencies } from '../../dependencies';
import type { Office } from '../../office';
import { labelOf } from '../../office';
import { forbidden, unacceptable } from '../../problems';
import { registrarFor, registrarsInWords } from './registrar';

/**
 * 登记应邀会议: goes to whoever the table names of the portfolio that the meeting is about.
 *
 * @rule art-43
 * @returns the case's id
 */
export async function registerInvitation(
  deps: Dependencies,
  account: Account,
  invitation: NewInvitation,
): Promise<string> {
  const { office } = deps;
  return withTransaction(deps.pool, async (sql) => {
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const ruleSet = await loadRuleSet(sql, 'current');
    const registrar = requireRegistrar(office, ruleSet, invitation.convener, people, account);
    if (invitation.startsAt <= people.at) {
      throw unacceptable('in-the-past', '时间有误', '会议开始时间应在现在之后，请核对。');
    }
    const bodyName = requireSomebody(office, ruleSet, invitation, people);
    const bodyId = people.posts.find(({ id }) => id === registrar.postId)?.bodyId ?? '';
    const caseId = randomUUID();
    await startCase(sql, {
      caseId,
      processId: processes.meetingInvitation,
      startMessage: messages.invitationRegistered,
      kindLabel: '应邀会议',
      title: invitation.title,
      blocks: describe(office, invitation, bodyName),
      openedBy: {
        personId: account.personId,
        personName: account.displayName,
        postId: registrar.postId,
        postLabel: registrar.postLabel,
        bodyId,
      },
      bodyName: people.bodies.find(({ id }) => id === bodyId)?.name ?? '',
      // The office's ordinary urgency: its table of time limits knows its own words only.
      facts: { urgency: office.vocabulary.urgencies[0]?.id ?? '' },
      summary: '登记应邀会议，送分管领导确定由谁参加',
      pageUrl: `${deps.publicUrl}/meeting-invitations/${caseId}`,
      variables: { meetingAt: invitation.startsAt.toISOString() },
    });
    await insertInvitation(sql, caseId, invitation);
    return caseId;
  });
}

function requireRegistrar(
  office: Office,
  ruleSet: RuleSet,
  convener: string,
  people: PeopleSnapshot,
  account: Account,
): Capacity {
  const registrar = registrarFor(office, ruleSet, convener, people, account);
  if (registrar) return registrar;
  const { article, words } = ruleSet.invitationRule(convener);
  throw forbidden(`应邀会议由${registrarsInWords(office, ruleSet, convener)}登记。`, {
    article,
    words,
    ruleSet: ruleSet.hash,
  });
}

/** Refuses what nobody in office would get, before anything is opened. @returns the body's name */
function requireSomebody(
  office: Office,
  ruleSet: RuleSet,
  { convener, bodyId }: NewInvitation,
  people: PeopleSnapshot,
): string {
  const body = people.bodies.find(({ id }) => id === bodyId);
  if (!body) throw unacceptable('no-such-body', '没有这个单位', '会议内容涉及的单位不存在，请另选。');
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: bodyId };
  const { attends } = ruleSet.invitationRule(convener);
  const { capacities, words } = holdersInOffice(office, attends, nobody, people);
  if (capacities.length > 0) return body.name;
  throw unacceptable(
    'nobody-attends',
    '没有可以参加的领导',
    `${words}。请另选会议内容涉及的单位，或者先补任职、分工。`,
  );
}

/** The letter as text: what the leader is asked about. @rule art-43 */
function describe(office: Office, invitation: NewInvitation, bodyName: string): Block[] {
  const { convener, title, startsAt, place, subject, letter } = invitation;
  const lines = [
    `召集机关：${labelOf(office.meetings.conveners, convener)}`,
    `会议名称：${title}`,
    `时间：${momentInWords(startsAt, office.timeZone)}`,
    `地点：${place}`,
    `会议内容：${subject}`,
    `涉及单位：${bodyName}`,
    `来函：${letter}`,
  ];
  return lines
    .flatMap((line) => line.split(/\r?\n/u))
    .filter((line) => line.trim() !== '')
    .map((text) => ({ type: 'paragraph', text }));
}
