import type { AgendaHead, AgendaItem } from './agenda';

export type AgendaSnapshot = AgendaHead & { items: readonly AgendaItem[] };

/**
 * What is different in an agenda since the one before, sentence by sentence; [] where nothing is. `moment` says a time in
 * the office's words.
 *
 * @rule art-38
 */
export function compareAgendas(
  before: AgendaSnapshot,
  after: AgendaSnapshot,
  moment: (iso: string) => string,
): string[] {
  return [...headChanges(before, after, moment), ...itemChanges(before.items, after.items)];
}

function headChanges(before: AgendaHead, after: AgendaHead, moment: (iso: string) => string): string[] {
  const told = (word: string, from: string, to: string): string[] =>
    from === to ? [] : [`${word}由“${from}”改为“${to}”`];
  const manner = ({ byVideo }: AgendaHead): string => (byVideo ? '视频会议' : '现场会议');
  return [
    ...told('会议时间', moment(before.startsAt), moment(after.startsAt)),
    ...told('会议地点', before.place, after.place),
    ...told('会议方式', manner(before), manner(after)),
    ...told('主持人', before.presider, after.presider),
  ];
}

function itemChanges(before: readonly AgendaItem[], after: readonly AgendaItem[]): string[] {
  const old = new Map(before.map((item) => [item.topicCaseId, item]));
  const present = new Set(after.map(({ topicCaseId }) => topicCaseId));
  const removed = before.filter(({ topicCaseId }) => !present.has(topicCaseId));
  // An item has moved where its place among those that stay is another, not where one before it was added or taken off.
  const stayed = (items: readonly AgendaItem[], other: { has(id: string): boolean }): string[] =>
    items.filter(({ topicCaseId }) => other.has(topicCaseId)).map(({ topicCaseId }) => topicCaseId);
  const orderBefore = stayed(before, present);
  const orderAfter = stayed(after, old);
  return [
    ...removed.map(({ title, position }) => `取消原第${position}项《${title}》`),
    ...after.flatMap((item) => {
      const was = old.get(item.topicCaseId);
      if (!was) return [`增加第${item.position}项《${item.title}》`];
      const moved = orderBefore.indexOf(item.topicCaseId) !== orderAfter.indexOf(item.topicCaseId);
      return changesOf(was, item, moved);
    }),
  ];
}

function changesOf(before: AgendaItem, after: AgendaItem, moved: boolean): string[] {
  const name = `《${after.title}》`;
  return [
    ...(moved ? [`${name}由第${before.position}项调整为第${after.position}项`] : []),
    ...(before.title === after.title ? [] : [`《${before.title}》标题改为${name}`]),
    ...(before.minutes === after.minutes
      ? []
      : [`${name}时长由${before.minutes}分钟改为${after.minutes}分钟`]),
    ...(before.reporter.personId === after.reporter.personId &&
    before.reporter.postId === after.reporter.postId
      ? []
      : [`${name}汇报人由${before.reporter.label}改为${after.reporter.label}`]),
    ...bodyChanges(name, before, after),
    ...(before.topicVersionId === after.topicVersionId ? [] : [`${name}文稿有改动`]),
    ...materialChanges(name, before, after),
  ];
}

function bodyChanges(name: string, before: AgendaItem, after: AgendaItem): string[] {
  const added = after.bodyNames.filter((_, index) => !before.bodyIds.includes(after.bodyIds[index] ?? ''));
  const gone = before.bodyNames.filter((_, index) => !after.bodyIds.includes(before.bodyIds[index] ?? ''));
  return [
    ...(added.length > 0 ? [`${name}增加列席单位：${added.join('、')}`] : []),
    ...(gone.length > 0 ? [`${name}取消列席单位：${gone.join('、')}`] : []),
  ];
}

function materialChanges(name: string, before: AgendaItem, after: AgendaItem): string[] {
  const key = ({ sha256, title }: AgendaItem['materials'][number]): string => `${sha256} ${title}`;
  const old = new Set(before.materials.map(key));
  const now = new Set(after.materials.map(key));
  const titles = (materials: AgendaItem['materials']): string =>
    materials.map(({ title }) => `“${title}”`).join('、');
  const added = after.materials.filter((one) => !old.has(key(one)));
  const gone = before.materials.filter((one) => !now.has(key(one)));
  const order = (materials: AgendaItem['materials']): string => materials.map(key).join('\n');
  if (added.length === 0 && gone.length === 0) {
    return order(before.materials) === order(after.materials) ? [] : [`${name}材料次序有调整`];
  }
  return [
    ...(added.length > 0 ? [`${name}材料新增或更换：${titles(added)}`] : []),
    ...(gone.length > 0 ? [`${name}材料撤下：${titles(gone)}`] : []),
  ];
}
