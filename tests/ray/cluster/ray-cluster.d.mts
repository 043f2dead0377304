/** The head of a real Ray cluster. */
export interface RayHead {
  /** Of its Jobs API, such as `http://127.0.0.1:8265`. */
  readonly address: string;
  /** Starts another node. */
  addNode(options: RayNodeOptions): Promise<RayNode>;
  /** Kills the head at once, as a power cut does; further nodes and commands of jobs run on. */
  kill(): Promise<void>;
  /** Kills it and its nodes, and removes their files. */
  stop(): Promise<void>;
}

/** A further node. */
export interface RayNode {
  /** Kills all that runs on it at once. */
  powerOff(): void;
  /** Kills what is Ray's on it; commands of jobs run on. */
  killRay(): void;
}

export interface RayNodeOptions {
  readonly cpus: number;
  /** Further variables, which its trials see. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A folder that is an empty one of its own there. */
  readonly hides?: string | undefined;
}

export interface RayHeadOptions {
  /** The path of the program `ray`. */
  readonly ray: string;
  readonly cpus?: number | undefined;
  /** What requests must carry; without one all are taken. */
  readonly token?: string | undefined;
  /** The first of the ports that it listens on; another head needs others. */
  readonly portBase?: number | undefined;
  /** After how long Ray fails a job that waits. */
  readonly startTimeoutSeconds?: number | undefined;
}

/** Starts a head. Only to be used in namespaces of its own: some of its ports listen on all interfaces. */
export function startRayHead(options: RayHeadOptions): Promise<RayHead>;
