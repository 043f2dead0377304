/** What must never happen, by the name that the report shows. */
export const violationKinds = [
  'answers that differ without a word',
  'untyped errors',
  'hangs',
  'requests after an abort or the end',
  'leaked timers',
  'leaked sockets',
  'leaked listeners',
  'tokens sent elsewhere',
  'tokens in messages',
] as const;

/** One kind of what must never happen. */
export type ViolationKind = (typeof violationKinds)[number];

/** Something that must not have happened, in which call. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly call: string;
  readonly detail: string;
}
