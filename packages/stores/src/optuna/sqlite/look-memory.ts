import type { OptunaStudy, OptunaTrial, StudySummary } from '../model/optuna-model.js';
import type { OptunaLook } from '../optuna-look.js';

/** What the looks at a storage have read, for as long as nobody writes to it. */
export interface LookMemory {
  /**
   * The same look, which reads what an earlier one has read no second time.
   * @param stamp what is the same as long as the file is; `undefined` where that cannot be said
   */
  over(look: OptunaLook, stamp: string | undefined): OptunaLook;
}

interface Known {
  readonly stamp: string;
  studies?: readonly OptunaStudy[];
  readonly summaries: Map<number, StudySummary>;
  readonly trials: Map<number, readonly OptunaTrial[]>;
}

/** Whoever lists the trials of a study most often asks for their values next, and whoever watches one mostly finds it as it was. */
export function createLookMemory(): LookMemory {
  let known: Known | undefined;
  return {
    over(look, stamp) {
      if (stamp === undefined) return look;
      if (known?.stamp !== stamp) known = { stamp, summaries: new Map(), trials: new Map() };
      const memory = known;
      return {
        ...look,
        listStudies: () => (memory.studies ??= look.listStudies()),
        summarize: (study) => remembered(memory.summaries, study, () => look.summarize(study)),
        readTrials: (study, numbers) => {
          if (numbers !== undefined) return look.readTrials(study, numbers);
          return remembered(memory.trials, study, () => look.readTrials(study));
        },
        readValues: (study, numbers) =>
          (numbers === undefined ? memory.trials.get(study.id) : undefined) ?? look.readValues(study, numbers),
      };
    },
  };
}

function remembered<T>(known: Map<number, T>, { id }: OptunaStudy, read: () => T): T {
  const found = known.get(id);
  if (found !== undefined) return found;
  const value = read();
  known.set(id, value);
  return value;
}
