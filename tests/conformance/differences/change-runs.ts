import type { RunToLoad } from '@hyperdrive-run/local/testing';

type Change = (runs: readonly RunToLoad[]) => readonly RunToLoad[];

/** Puts other tags beside those of the sweep; `undefined` takes one away. `SWEEP` in a name stands for the sweep's id. */
export function withTags(tags: Readonly<Record<string, string | undefined>>): Change {
  return (runs) =>
    runs.map((run) => {
      if (run.parentRunId !== undefined) return run;
      const all = new Map(run.tags);
      for (const [name, text] of Object.entries(tags)) {
        const tag = name.replace('SWEEP', run.runId);
        if (text === undefined) all.delete(tag);
        else all.set(tag, text);
      }
      return { ...run, tags: all };
    });
}

/** Changes the sweep's own run. */
export function withParent(change: (parent: RunToLoad) => Partial<RunToLoad>): Change {
  return (runs) => runs.map((run) => (run.parentRunId === undefined ? { ...run, ...change(run) } : run));
}

/** Changes the child of this number. */
export function withChild(position: number, given: Partial<RunToLoad>): Change {
  return (runs) => runs.map((run) => (run.runId.endsWith(`_${position}`) ? { ...run, ...given } : run));
}
