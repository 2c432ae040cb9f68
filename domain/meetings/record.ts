/** 发言, 主持人插问, 不同意见, 主持人最后讲的结论. */
export type RecordKind = 'statement' | 'question' | 'dissent' | 'conclusion';

/** One line of the record of an item. */
export interface RecordLine {
  kind: RecordKind;
  /** Null: somebody from outside. */
  speakerPersonId: string | null;
}

/**
 * Why a line can't be added to the record of an item, in Chinese; null where it can. Whoever presides speaks last: until then
 * he may only ask, and after his conclusion nobody speaks on the item any more.
 *
 * @param earlier lines that stand, in order
 */
export function faultOfLine(
  earlier: readonly RecordLine[],
  line: RecordLine,
  presiderPersonId: string,
): string | null {
  const isPresider = line.speakerPersonId === presiderPersonId;
  if (earlier.some(({ kind }) => kind === 'conclusion')) {
    return '主持人已经讲了结论，本项议题的发言到此为止。漏记的，请更正原来的记录并写明';
  }
  if (isPresider && (line.kind === 'statement' || line.kind === 'dissent')) {
    return '主持人最后发言：讨论当中只记插问，意见请作为结论，在其他人发言之后记';
  }
  if (!isPresider && line.kind === 'conclusion') return '结论由会议主持人讲，其他人的请记为发言或者不同意见';
  if (!isPresider && line.kind === 'question') return '插问指会议主持人的询问，其他人的请记为发言';
  return null;
}
