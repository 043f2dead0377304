/** A word that may be typed. */
export interface Candidate {
  readonly word: string;
  readonly about?: string | undefined;
}

/** What may be typed: `files` leaves it to the shell, which knows its own. */
export type Completion = 'files' | readonly Candidate[];
