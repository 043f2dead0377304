/** How the local service listens, as `service start` and `service run` are called. */
export interface ServiceStartOptions {
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** Origins whose pages may ask the service. Default: none but its own. */
  readonly allowOrigin?: readonly string[] | undefined;
}
