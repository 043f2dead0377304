export interface RecordedExchange {
  /** The operation that caused the exchange. */
  readonly step: string;
  readonly request: {
    readonly method: string;
    /** Percent-encoded, as sent. */
    readonly path: string;
    /** Percent-encoded, as sent, without the question mark. */
    readonly query?: string;
    readonly headers: Readonly<Record<string, string>>;
    /** JSON; what is no JSON stands as `{ $text }`. */
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

/** Reads a recording of exchanges, with the bodies that are written once put back in each place. */
export function readRecording(name: string): Promise<RecordedExchange[]>;
