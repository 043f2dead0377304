/**
 * To be called first in a file of tests: those that share the head run one after the other, as they count on all of it. Beside them
 * run those with a head of their own, as many as there is memory for: most of their time is waited.
 */
export function takeTurns(what: 'the shared head' | 'a head of its own'): void;
