/** What an embedded and a listening service are made from alike. */
export interface LocalServiceOptions {
  /** Holds runs, metrics, files and tokens; made where it is missing, closed to other users. */
  readonly folder: string;
  /** The clock; the system's by default. */
  readonly now?: (() => Date) | undefined;
  /** Runs on a page, whatever a client asks for. Default 500. */
  readonly runsPerPage?: number | undefined;
  /** Rows on a page of a metric's values. Default 5000. */
  readonly metricRowsPerPage?: number | undefined;
  /**
   * Bytes that the body of a request may hold, but for files, which go to the disk as they come. A call has a limit of its
   * own, 1 MiB or for rows of metrics 4 MiB, which this can only narrow. Default 4 MiB.
   */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Origins whose pages may ask the service from a browser, each as a browser sends it, such as
   * `https://team.example`. They need the token all the same. Default: none but the service's own.
   */
  readonly allowedOrigins?: readonly string[] | undefined;
}
