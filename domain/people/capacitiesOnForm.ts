import { momentInWords } from '../calendar/momentInWords';
import type { Option } from '../steps/details';
import { capacityKey } from '../steps/details';
import { capacityInFull, capacityLabel } from './nameOfCapacity';
import type { Capacity } from './types';

/** What a form shows of those who may act; variables of the task, by these names. */
export interface CapacitiesOnForm {
  /** 专员艾力亚尔·玉苏普、常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）. */
  holderNames: string;
  /** Markdown, a line for each person: in what post he acts, and by whose delegation, which paper, until when. */
  capacityLines: string;
  /** All capacities where somebody has the step in several posts, and so must say in which he acts; else none. */
  capacityOptions: Option[];
}

/**
 * Who may act in a step, as its form says it. One person in two posts acts once, in the one that he names; a form
 * doesn't know its reader, so that where one must choose all are asked.
 *
 * @param timeZone for moments in words
 * @rule art-5 art-47
 */
export function capacitiesOnForm(capacities: readonly Capacity[], timeZone: string): CapacitiesOnForm {
  const persons = new Set(capacities.map(({ personId }) => personId));
  const mustChoose = persons.size < capacities.length;
  return {
    holderNames: capacities.map(capacityInFull).join('、'),
    capacityLines: capacities.map((one) => `- ${lineOf(one, timeZone)}`).join('\n'),
    capacityOptions: mustChoose
      ? capacities.map((one) => ({ value: capacityKey(one), label: capacityInFull(one) }))
      : [],
  };
}

/** 郑怀朔以常务副专员职务办理，受专员艾力亚尔·玉苏普委托（喀署办〔2026〕3号，至11月30日20:00） */
function lineOf({ personName, postLabel, onBehalfOf }: Capacity, timeZone: string): string {
  const acts = `${personName}以${postLabel}职务办理`;
  if (!onBehalfOf) return acts;
  const until = momentInWords(onBehalfOf.validUntil, timeZone);
  return `${acts}，受${capacityLabel(onBehalfOf)}委托（${onBehalfOf.basis}，至${until}）`;
}
