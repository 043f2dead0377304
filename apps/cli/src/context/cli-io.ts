/** Somewhere to write: a terminal, a pipe or a file. */
export interface CliOutput {
  /** Resolves once more may be written; rejects never: a reader that went away ends the program, and so does a full disk. */
  write(content: string | Uint8Array): Promise<void>;
  /** Whether a person looks at it: tables, colours and a live progress, else plain lines. */
  readonly isTerminal: boolean;
  /** The width in characters, where it is known. */
  readonly columns: number | undefined;
}

/** What asks the program to end: Ctrl+C, or a polite kill. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** All that a command touches of the world around it, so that tests can replace it. */
export interface CliIo {
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  /**
   * A secret from whoever runs the command: at a terminal they are asked for it and what they type is not shown, else it is all of
   * the standard input. Without the line break at its end.
   */
  readSecret(prompt: string): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /**
   * From here on, output that cannot be written is lost and ends nothing: its disk is full, or nobody reads it any more.
   * For a service, which must outlive its log.
   */
  outliveOutput(): void;
  /** The file of this program, from which a detached service is started. */
  readonly programFile: string;
  /**
   * Calls the listener with every signal until the returned function is called. While nobody listens, a signal ends the program.
   */
  onStopSignal(listener: (signal: StopSignal) => void): () => void;
  /**
   * Calls the listener whenever somebody at a terminal presses Enter, until the returned function is called; `undefined` where nobody
   * can.
   */
  readonly onEnter?: ((listener: () => void) => () => void) | undefined;
}
