import { type Content, element } from './dom.js';

/** Where the page of a sweep is. */
export function sweepAddress(sweepId: string): string {
  return `/?${new URLSearchParams({ sweep: sweepId })}`;
}

/** A link to the page of a sweep. */
export function sweepLink(sweepId: string, ...content: readonly Content[]): HTMLAnchorElement {
  return element('a', { href: sweepAddress(sweepId) }, ...content);
}

/** A link to the page of a trial. */
export function trialLink(sweepId: string, trialId: string, ...content: readonly Content[]): HTMLAnchorElement {
  return element('a', { href: `/?${new URLSearchParams({ sweep: sweepId, trial: trialId })}` }, ...content);
}

/** A link to the page that compares two sweeps. */
export function compareLink(sweepId: string, otherId: string, ...content: readonly Content[]): HTMLAnchorElement {
  return element('a', { href: `/?${new URLSearchParams({ sweep: sweepId, with: otherId })}` }, ...content);
}
