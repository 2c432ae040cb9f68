import type { Agenda } from '../../../db/meetings/agendas';
import type { Meeting } from '../../../db/meetings/meetings';
import type { Office } from '../../../db/officeSchema';
import { dayIn } from '../../../domain/calendar/zonedDay';
import type { AgendaItem } from '../../../domain/meetings/agenda';
import { itemsInWords, type PacketClass } from '../../../domain/meetings/packetClasses';
import type { ItemSheet, PacketInput, PacketItem } from '../../../rendering/packet';

/** What an approved agenda's packets are made of. */
export interface PacketSources {
  office: Office;
  meeting: Meeting;
  agenda: Agenda & { approval: NonNullable<Agenda['approval']> };
  sheets: ReadonlyMap<string, ItemSheet>;
  /** Path of each material, by attachment. */
  pages: ReadonlyMap<string, string>;
}

/**
 * What the packet of one class says. Its moment is that of 批印: made again it is the same to the byte.
 *
 * @rule art-38
 */
export function packetInput(sources: PacketSources, { itemIds, isWhole }: PacketClass): PacketInput {
  const { office, meeting, agenda } = sources;
  const { head } = agenda;
  const items = agenda.items.filter(({ itemId }) => itemIds.includes(itemId));
  const approvedAt = agenda.approval.at;
  return {
    letterhead: office.name,
    title: office.meetings.packet.title,
    meeting: meetingInWords(office, meeting),
    facts: [
      { label: '时间', value: startInWords(office, head.startsAt) },
      { label: '地点', value: head.byVideo ? `${head.place}（视频会议）` : head.place },
      { label: '主持', value: head.presider },
    ],
    audience: isWhole ? '全部议题' : itemsInWords(items.map(({ position }) => position)),
    version: `第${agenda.number}版`,
    notice: office.meetings.packet.notice,
    printedDate: `${dayInWords(office, approvedAt)}印`,
    demoNotice: office.demoNotice,
    items: items.map((item) => packetItem(sources, item)),
    made: approvedAt,
  };
}

function packetItem({ office, sheets, pages }: PacketSources, item: AgendaItem): PacketItem {
  const sheet = sheets.get(item.itemId);
  if (!sheet) throw new Error(`议题 ${item.itemId} 没有议题单`);
  return {
    number: item.position,
    title: item.title,
    reporter: item.reporter.label,
    minutes: item.minutes,
    attending: item.bodyNames.join('、'),
    time: `${clockIn(office, item.callAt)}—${clockIn(office, item.endsAt)}`,
    sheet,
    materials: item.materials.map(({ attachmentId, title }) => ({
      title,
      pdf: pages.get(attachmentId) ?? '',
    })),
  };
}

/** 2026年第3次常务会议 */
function meetingInWords({ meetings }: Office, { kind, year, number }: Meeting): string {
  const label = meetings.kinds.find(({ id }) => id === kind)?.label ?? kind;
  return number === null ? `${year}年${label}` : `${year}年第${number}次${label}`;
}

function dayInWords({ timeZone }: Office, moment: Date): string {
  const { year, month, day } = dayIn(moment, timeZone);
  return `${year}年${month}月${day}日`;
}

/** 2026年12月1日星期二 10:30 */
function startInWords(office: Office, startsAt: string): string {
  const at = new Date(startsAt);
  const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: office.timeZone, weekday: 'long' }).format(at);
  return `${dayInWords(office, at)}${weekday} ${clockIn(office, startsAt)}`;
}

const clockIn = ({ timeZone }: Office, at: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  );
