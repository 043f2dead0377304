/** The options that every command takes. */
export interface GlobalOptions {
  /** Where the sweeps are: `local`, `local:<folder>` or the address of a service. */
  readonly backend: string;
  readonly experiment?: string | undefined;
  /** One JSON document on stdout instead of text. */
  readonly json: boolean;
  /** Where an unexpected error happened. */
  readonly verbose: boolean;
}
