import { asNames, bodyName, capacitiesIn } from './capacitiesIn';
import type { HolderContext, HolderResolution, HolderRule } from './holders';
import type { Capacity, PeopleSnapshot, Post } from './types';

/**
 * Those of the body that is asked to countersign. Whoever answers is in charge of it; its principal, where it is the lead department or issues the paper too;
 * a duty that nobody has there falls to those in charge, so that no paper lies about for want of a post.
 *
 * @rule art-45
 */
export function byAskedBody(
  holder: HolderRule,
  { asked }: HolderContext,
  people: PeopleSnapshot,
): HolderResolution {
  if (!asked) return { holder, capacities: [], words: '本环节没有征求哪个单位，无人可办' };
  const body = bodyName(people, asked.bodyId);
  const of = (belongs: (post: Post) => boolean): Capacity[] =>
    capacitiesIn(people, (post) => post.bodyId === asked.bodyId && belongs(post));
  const inCharge = of(({ isInCharge, isPrincipal }) => isInCharge || isPrincipal);
  const principals = of(({ isPrincipal }) => isPrincipal);

  if (holder.relation === 'duty-in-asked-body') {
    const { duty, label } = holder;
    const own = of(({ duties }) => duties.includes(duty));
    if (own.length > 0) return { holder, capacities: own, words: `${body}${label}为${asNames(own)}` };
    const words = inCharge.length === 0 ? `${body}现无${label}和负责人在任，无人可办` : '';
    return {
      holder,
      capacities: inCharge,
      words: words || `${body}没有设${label}，由负责人${asNames(inCharge)}办理`,
    };
  }
  const isPrincipalsOwn = holder.relation === 'principal-of-asked-body' || asked.byPrincipal;
  const capacities = isPrincipalsOwn ? principals : inCharge;
  const who = isPrincipalsOwn ? '主要负责人' : '负责人';
  if (capacities.length === 0) return { holder, capacities, words: `${body}现无${who}在任，无人可办` };
  return { holder, capacities, words: `${body}${who}为${asNames(capacities)}` };
}
