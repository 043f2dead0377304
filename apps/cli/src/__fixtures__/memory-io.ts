import type { CliIo, CliOutput, StopSignal } from '../context/cli-io.js';

/** A world that remembers what was printed. */
export interface MemoryIo extends CliIo {
  /** What was printed to stdout and stderr so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Sends a signal to all listeners. */
  send(signal: StopSignal): void;
}

export interface MemoryIoOptions {
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
  readonly isTerminal?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly programFile?: string | undefined;
  /** What is typed where a secret is asked for. */
  readonly secret?: string | undefined;
  /** Is called with everything that is printed to stderr. */
  readonly onStderr?: ((text: string) => void) | undefined;
}

export function memoryIo(options: MemoryIoOptions = {}): MemoryIo {
  const printed = { stdout: '', stderr: '' };
  const listeners = new Set<(signal: StopSignal) => void>();
  const decoder = new TextDecoder();
  const output = (name: 'stdout' | 'stderr'): CliOutput => ({
    isTerminal: options.isTerminal ?? false,
    columns: options.columns,
    write: async (content) => {
      const text = typeof content === 'string' ? content : decoder.decode(content);
      printed[name] += text;
      if (name === 'stderr') options.onStderr?.(text);
    },
  });
  return {
    printed,
    stdout: output('stdout'),
    stderr: output('stderr'),
    readSecret: async () => options.secret ?? '',
    env: options.env ?? {},
    cwd: options.cwd ?? '/',
    programFile: options.programFile ?? '/nowhere/main.js',
    outliveOutput: () => undefined,
    onStopSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(signal) {
      for (const listener of listeners) listener(signal);
    },
  };
}
