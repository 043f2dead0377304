/** A job as the queue lists it. */
export interface SlurmJob {
  readonly id: string;
  /** Of a trial: the id of its launch. */
  readonly name: string;
  /** In full: `PENDING`. */
  readonly state: string;
  /** Why it waits, or how it ended; `None` where there is nothing to say. */
  readonly reason: string;
  /** The nodes that it has, as SLURM writes them; empty while it has none. */
  readonly nodes: string;
}

/** What `squeue -o` is called with, so that each job is a line that {@link parseQueue} reads. */
export const queueFormat = '%i|%T|%r|%N|%j';

/** Reads what `squeue -h` printed with {@link queueFormat}. Lines of another form are left out. */
export function parseQueue(text: string): readonly SlurmJob[] {
  return text.split('\n').flatMap((line): readonly SlurmJob[] => {
    const [id, state, reason, nodes, ...name] = line.split('|');
    if (id === undefined || state === undefined || reason === undefined || nodes === undefined) return [];
    // A name may contain what separates the fields: it comes last.
    return name.length === 0 || id === '' ? [] : [{ id, state, reason, nodes, name: name.join('|') }];
  });
}
