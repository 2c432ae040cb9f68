import { readCapacityKey } from '../steps/details';
import { capacityOf } from './capacityOf';
import type { Capacity, PeopleSnapshot } from './types';

/** "post-1/person-1" → 副专员阿卜杜热依木; the key itself where the snapshot doesn't know them. */
export function nameOfCapacity(key: string, people: PeopleSnapshot): string {
  const parts = readCapacityKey(key);
  const capacity = parts && capacityOf(parts, people);
  return capacity ? capacityLabel(capacity) : key;
}

/** 副专员阿卜杜热依木. */
export function capacityLabel({ postLabel, personName }: Pick<Capacity, 'postLabel' | 'personName'>): string {
  return `${postLabel}${personName}`;
}

/** 常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）: a delegate always says for whom. */
export function capacityInFull(capacity: Pick<Capacity, 'postLabel' | 'personName' | 'onBehalfOf'>): string {
  const { onBehalfOf } = capacity;
  const label = capacityLabel(capacity);
  return onBehalfOf ? `${label}（受${capacityLabel(onBehalfOf)}委托）` : label;
}
