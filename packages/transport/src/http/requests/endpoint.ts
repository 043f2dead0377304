/** A file of a multipart form. */
export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly text: string;
}

/** What a request carries. */
export type RequestBody =
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'form'; readonly files: readonly FormFile[] };

/**
 * What to send, apart from where and how: made by pure functions, so that addresses and bodies can be tested without
 * a server.
 */
export interface Endpoint {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Percent-encoded, beginning with a slash. */
  readonly path: string;
  /** Names and values as they are meant, not encoded. A list where a name occurs more than once. */
  readonly query?: ReadonlyMap<string, string> | readonly (readonly [string, string])[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody | undefined;
  /** Whether sending it twice does no more than sending it once, so that a lost answer may be asked for again. */
  readonly isSafeToRepeat: boolean;
  /** What it is about, for messages, such as `run "HD_1"`. */
  readonly subject: string;
  /** The run that it is about, where it is about one. */
  readonly runId?: string | undefined;
}
