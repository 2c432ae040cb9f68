import type { Account } from '../../db/accounts';
import { enqueue } from '../../db/outbox';
import { loadPeopleSnapshot } from '../../db/people';
import { withTransaction } from '../../db/transaction';
import type { TravelReport } from '../../db/travelReports';
import { endTravel, findTravelReport, insertTravelReport } from '../../db/travelReports';
import { messages } from '../../domain/generated/ids';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { Dependencies } from '../dependencies';
import { conflict, forbidden, notFound, unacceptable } from '../problems';
import type { NewDelegation } from './authority';
import { isRegistrar, recordDelegation } from './authority';

export interface NewTravelReport {
  personId: string;
  postId: string;
  destination: string;
  reason: string;
  leavesAt: Date;
  returnsAt: Date;
  /** What he delegates for the time of his absence; without one all stays with him. */
  delegation?: Omit<NewDelegation, 'fromPersonId' | 'fromPostId' | 'validFrom' | 'validUntil'> | undefined;
}

/**
 * 外出报备, recorded by himself or for him by the Office. Report and delegation stand or fall together; whom the table
 * names is told by the process.
 *
 * @rule art-5 art-54
 */
export async function reportTravel(
  deps: Dependencies,
  account: Account,
  report: NewTravelReport,
): Promise<TravelReport> {
  return withTransaction(deps.pool, async (sql) => {
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    if (report.personId !== account.personId && !isRegistrar(deps, people, account)) {
      throw forbidden('外出由本人报备，或者由办公室任职登记人代为登记。');
    }
    requireReportable(people, report);
    const { personId, postId, leavesAt, returnsAt, delegation } = report;
    const given =
      delegation &&
      (await recordDelegation(
        deps,
        account,
        {
          ...delegation,
          fromPersonId: personId,
          fromPostId: postId,
          validFrom: leavesAt > people.at ? leavesAt : null,
          validUntil: returnsAt,
        },
        sql,
      ));
    const id = await insertTravelReport(sql, {
      ...report,
      delegationId: given?.id ?? null,
      reportedBy: account.personId,
    });
    const recorded = await findTravelReport(sql, id);
    if (!recorded) throw new Error('外出报备登记后读不到');
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: null,
      payload: {
        name: messages.travelReported,
        correlationKey: id,
        variables: { travelId: id, title: `${recorded.who}外出` },
      },
      effectKey: `travel-reported:${id}`,
    });
    return recorded;
  });
}

/** Leaders, and heads of departments: others are their department's own business. */
function requireReportable(
  people: PeopleSnapshot,
  { personId, postId, returnsAt, leavesAt }: NewTravelReport,
): void {
  const holds = people.holdings.some((one) => one.personId === personId && one.postId === postId);
  const post = people.posts.find(({ id }) => id === postId);
  if (!holds || !post) throw unacceptable('not-held', '不能报备', '外出人现不担任所写的职务，请核对。');
  if (post.rankId === null && !post.isPrincipal) {
    throw unacceptable(
      'no-report-needed',
      '不须报备',
      '本级领导和部门主要负责人外出须报备，其他人员按本单位规定办理。',
    );
  }
  if (returnsAt <= leavesAt || returnsAt <= people.at) {
    throw unacceptable('travel-times', '时间有误', '预计返回须在外出和现在之后，请核对。');
  }
}

/** 返回登记: he is back, or did not leave after all. */
export async function recordReturn(deps: Dependencies, account: Account, id: string): Promise<TravelReport> {
  return withTransaction(deps.pool, async (sql) => {
    const found = await findTravelReport(sql, id);
    if (!found) throw notFound('外出报备');
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    if (found.personId !== account.personId && !isRegistrar(deps, people, account)) {
      throw forbidden('返回由本人登记，或者由办公室任职登记人代为登记。');
    }
    if (!(await endTravel(sql, id, account.personId))) {
      throw conflict('travel-ended', '已登记返回', '这一外出报备已经登记返回或者取消，不必再登记。');
    }
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: null,
      payload: { name: messages.travelReturned, correlationKey: id, variables: {} },
      effectKey: `travel-returned:${id}`,
    });
    return (await findTravelReport(sql, id)) ?? found;
  });
}
