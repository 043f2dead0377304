import type { SeenCall } from './azure-stand-in.js';

/** A sweep file, and the folder that it is submitted from. */
export interface SweepToSubmit {
  readonly file: string;
  readonly folder: string;
}

/** What came of a submit. */
export type Submitted =
  | { readonly verdict: 'sent'; readonly calls: readonly SeenCall[] }
  | { readonly verdict: 'refused'; readonly calls: readonly SeenCall[]; readonly error: string };

/** A client that submits sweep files to a stand-in. */
export interface Client {
  submit(sweep: SweepToSubmit): Promise<Submitted>;
  close(): Promise<void>;
}
