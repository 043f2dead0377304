/** What named a backend: an option, a variable, `backend use`, or nothing. */
export type BackendSource = 'option' | 'profile' | 'environment' | 'used-profile' | 'default';

/** The options that every command takes. */
export interface GlobalOptions {
  /** Where the sweeps are: `local`, `local:<folder>`, the address of a service, or `mlflow` for that of MLFLOW_TRACKING_URI. */
  readonly backend: string;
  /** Default: `option`. */
  readonly backendSource?: BackendSource | undefined;
  /** The name of the profile that the backend is of. */
  readonly profile?: string | undefined;
  readonly experiment?: string | undefined;
  /** Where Azure Resource Manager is, for another cloud than the public one. */
  readonly armAddress?: string | undefined;
  /** What to judge by, where the run does not define it: with it any run opens as a sweep of its children. */
  readonly primaryMetric?: string | undefined;
  readonly goal?: 'maximize' | 'minimize' | undefined;
  /** One JSON document on stdout instead of text. */
  readonly json: boolean;
  /** Where an unexpected error happened. */
  readonly verbose: boolean;
}
