import { HyperDriveError } from '@hyperdrive-run/core';
import { FactSheet } from '../calls/fact-sheet.js';
import type { CallTools, PreparedCall } from '../calls/read-operation.js';

/** How a call ended. */
export type CallEnd =
  | { readonly kind: 'answered' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'refused'; readonly error: HyperDriveError }
  | { readonly kind: 'untyped'; readonly error: unknown }
  | { readonly kind: 'hung'; readonly why: string };

/** What a call answered, and how it ended. */
export interface CallOutcome {
  readonly end: CallEnd;
  readonly facts: FactSheet;
}

/** When a call is taken for one that will never end. */
export interface Patience {
  /** For how many milliseconds it may send nothing. Its client waits for no answer that long. */
  readonly idleMs: number;
  /** How many requests it may send. */
  readonly requests: number;
  /** How many it has sent. */
  readonly sent: () => number;
}

/** How often a call is looked at. */
const lookMs = 200;

/** Makes a call and waits for its end, as long as there is hope for one. */
export async function makeCall(prepared: PreparedCall, tools: CallTools, patience: Patience): Promise<CallOutcome> {
  const facts = new FactSheet();
  const { signal } = tools;
  const ended = prepared.make(tools, facts).then(
    (): CallEnd => ({ kind: 'answered' }),
    (error: unknown): CallEnd => {
      if (signal.aborted && error === signal.reason) return { kind: 'aborted' };
      return HyperDriveError.isInstance(error) ? { kind: 'refused', error } : { kind: 'untyped', error };
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<CallEnd>((resolve) => {
    let sent = 0;
    let idleMs = 0;
    timer = setInterval(() => {
      idleMs = patience.sent() === sent ? idleMs + lookMs : 0;
      sent = patience.sent();
      if (sent > patience.requests) resolve({ kind: 'hung', why: `it sent ${sent} requests and goes on` });
      if (idleMs > patience.idleMs) resolve({ kind: 'hung', why: `it has sent nothing for ${idleMs / 1000} s` });
    }, lookMs);
  });
  const end = await Promise.race([ended, hung]);
  clearInterval(timer);
  return { end, facts };
}
