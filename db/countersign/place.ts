import type { RequestAbout, RequestState } from '../../domain/countersign/types';
import type { Queryable } from '../pool';

/** Where in a countersigning a step or process instance belongs: to a round, and within it perhaps to a request. */
export interface CountersignPlace {
  caseId: string;
  roundId: string;
  purpose: string;
  roundState: 'open' | 'closed';
  leadBodyId: string;
  /** The version that is countersigned, whatever became of the document since. */
  versionId: string;
  versionSha256: string;
  request: PlacedRequest | null;
}

export interface PlacedRequest {
  id: string;
  bodyId: string;
  isLead: boolean;
  /** Only its principal may answer. */
  byPrincipal: boolean;
  stage: number;
  about: RequestAbout;
  state: RequestState;
  mayBeDeemed: boolean;
  /** Null before it was served. */
  servedAt: Date | null;
  deadlineAt: Date | null;
  deadlineProvisional: boolean | null;
  calendarVersion: string | null;
  limitDays: number;
}

/** Whether a step there ends by silence: its body is deemed not to object when the deadline passes (art 45). */
export function silenceCounts(place: CountersignPlace | null): boolean {
  return place?.request?.mayBeDeemed === true;
}

type Row = Omit<CountersignPlace, 'request'> & Omit<PlacedRequest, 'id'> & { requestId: string | null };

const SELECT = `
  select round.case_id as "caseId", round.id as "roundId", round.purpose, round.state as "roundState",
         round.lead_body_id as "leadBodyId", round.version_id as "versionId", round.version_sha256 as "versionSha256",
         request.id as "requestId", request.body_id as "bodyId", request.is_lead as "isLead",
         request.by_principal as "byPrincipal", request.stage,
         request.about, request.state, request.may_be_deemed as "mayBeDeemed", request.served_at as "servedAt",
         request.deadline_at as "deadlineAt", request.deadline_provisional as "deadlineProvisional",
         request.calendar_version as "calendarVersion", request.limit_days as "limitDays"`;

const OF_REQUEST = `${SELECT}
    from countersign_requests as request join countersign_rounds as round on round.id = request.round_id`;

/** The round or request that this process instance took up; null for one of another process, or a duplicate. */
export async function findPlaceOfInstance(
  sql: Queryable,
  processInstanceKey: string,
): Promise<CountersignPlace | null> {
  const request = await sql.query(`${OF_REQUEST} where request.process_instance_key = $1`, [
    processInstanceKey,
  ]);
  if (request.rows[0]) return asPlace(request.rows[0] as Row);
  const round = await sql.query(
    `${SELECT} from countersign_rounds as round left join countersign_requests as request on false
      where round.process_instance_key = $1`,
    [processInstanceKey],
  );
  return round.rows[0] ? asPlace(round.rows[0] as Row) : null;
}

/** Where a step belongs; null for one of no countersigning. */
export async function findPlaceOfStep(
  sql: Queryable,
  elementInstanceKey: string,
): Promise<CountersignPlace | null> {
  const { rows } = await sql.query(
    `${SELECT}
       from steps
       join countersign_rounds as round on round.id = steps.countersign_round_id
       left join countersign_requests as request on request.id = steps.countersign_request_id
      where steps.element_instance_key = $1`,
    [elementInstanceKey],
  );
  return rows[0] ? asPlace(rows[0] as Row) : null;
}

export async function findPlaceOfRequest(
  sql: Queryable,
  requestId: string,
): Promise<CountersignPlace | null> {
  const { rows } = await sql.query(`${OF_REQUEST} where request.id = $1`, [requestId]);
  return rows[0] ? asPlace(rows[0] as Row) : null;
}

export async function findPlaceOfRound(sql: Queryable, roundId: string): Promise<CountersignPlace | null> {
  const { rows } = await sql.query(
    `${SELECT} from countersign_rounds as round left join countersign_requests as request on false
      where round.id = $1`,
    [roundId],
  );
  return rows[0] ? asPlace(rows[0] as Row) : null;
}

function asPlace(row: Row): CountersignPlace {
  const {
    caseId,
    roundId,
    purpose,
    roundState,
    leadBodyId,
    versionId,
    versionSha256,
    requestId,
    ...request
  } = row;
  const place = { caseId, roundId, purpose, roundState, leadBodyId, versionId, versionSha256 };
  return { ...place, request: requestId === null ? null : { id: requestId, ...request } };
}
