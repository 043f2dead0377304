/** What went wrong, in the words of the dashboard's server. */
export class DashboardError extends Error {
  /** What to do about it; empty where nothing is known. */
  readonly hint: string;
  /** Whether the dashboard's server did not respond at all. */
  readonly isUnreachable: boolean;

  constructor(message: string, about: { readonly hint?: string | undefined; readonly isUnreachable: boolean }) {
    super(message);
    this.hint = about.hint ?? '';
    this.isUnreachable = about.isUnreachable;
  }
}
