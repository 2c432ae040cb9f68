import type { RoutePreview } from '../../domain/routing';

/** 由分管领导审核，专员签发; 不予办理 for a refusal. */
export function routeInWords({ outcome, act, reviewers, signatories }: RoutePreview): string {
  if (outcome === 'refuse') return '不予办理';
  const named = (found: RoutePreview['signatories']): string =>
    found.map(({ holder }) => holder.label).join('或');
  const review = reviewers.length > 0 ? `由${named(reviewers)}审核，` : '由';
  return `${review}${named(signatories)}${act}`;
}
