import type { AttendanceRow, AttendanceSummary } from '../../db/attendance/readAttendance';
import type { LeaveRequest } from '../../db/attendance/leaveRequests';
import type { Notice } from '../../db/attendance/notices';
import type { Meeting } from './meeting';
import type { RunningSystem } from './running';
import { until } from './until';

type Asked = Pick<
  LeaveRequest,
  'caseId' | 'state' | 'decidedBy' | 'listCaseId' | 'isReported' | 'decisionWords' | 'substitute' | 'who'
>;

/** 回执、请假、签到 of a meeting, as tests drive them. */
export class Attendance {
  constructor(
    private readonly system: RunningSystem,
    readonly meeting: Meeting,
  ) {}

  /** Asked for by whoever logs in so. */
  async ask(login: string, more: object = {}): Promise<Asked> {
    const asked = await (
      await this.system.as(login)
    ).post<Asked>('/api/v1/leave-requests', {
      meetingId: this.meeting.caseId,
      reason: '自治区另有会议，已通知本人参加。',
      ...more,
    });
    this.system.drafters.set(asked.caseId, login);
    return asked;
  }

  /** Entered by the secretaries, as somebody rang. */
  async askByTelephone(personId: string, more: object = {}): Promise<Asked> {
    const asked = await (
      await this.meeting.secretary()
    ).post<Asked>('/api/v1/leave-requests', {
      meetingId: this.meeting.caseId,
      personId,
      reason: '突发疾病住院。',
      channel: 'telephone',
      toldBy: '单位办公室值班员',
      ...more,
    });
    return asked;
  }

  async giveBack(login: string, caseId: string): Promise<Asked> {
    return (await this.system.as(login)).post<Asked>(`/api/v1/leave-requests/${caseId}/cancelling`, {
      reason: '能够到会。',
    });
  }

  async requests(): Promise<Asked[]> {
    const secretary = await this.meeting.secretary();
    const { items } = await secretary.get<{ items: Asked[] }>(
      `/api/v1/leave-requests?meetingId=${this.meeting.caseId}`,
    );
    return items;
  }

  /** Waits until a request stands so. */
  becomes(caseId: string, state: Asked['state']): Promise<Asked> {
    return until(`请假到达 ${state}`, async () =>
      (await this.requests()).find((one) => one.caseId === caseId && one.state === state),
    );
  }

  async list(): Promise<{ rows: AttendanceRow[]; summary: AttendanceSummary }> {
    return (await this.meeting.secretary()).get(`/api/v1/meetings/${this.meeting.caseId}/attendance`);
  }

  async notices(): Promise<Notice[]> {
    const secretary = await this.meeting.secretary();
    const { items } = await secretary.get<{ items: Notice[] }>(
      `/api/v1/meetings/${this.meeting.caseId}/notices`,
    );
    return items;
  }

  async mark(personId: string, mark: 'present' | 'late' | 'absent', note = ''): Promise<void> {
    const { rows } = await this.list();
    const participantId = rows.find(({ participant }) => participant.personId === personId)?.participant.id;
    await (
      await this.meeting.secretary()
    ).post(`/api/v1/meetings/${this.meeting.caseId}/attendance`, { marks: [{ participantId, mark, note }] });
  }
}
