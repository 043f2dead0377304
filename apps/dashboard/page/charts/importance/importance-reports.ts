import { type ChartData, importanceSample } from '@hyperdrive-run/charts';
import type { ImportanceReport } from '@hyperdrive-run/core/importance';
import { computeImportance } from './compute-importance.js';

/** What is known of how much hyperparameters matter. */
export type ImportanceState =
  | { readonly kind: 'known'; readonly report: ImportanceReport }
  | { readonly kind: 'computing' }
  | { readonly kind: 'failed'; readonly why: string };

/** Reports on the importance of hyperparameters, one computed at a time. */
export interface ImportanceReports {
  /** What is known for a chart; where that is not of its newest trials, a further report is computed. */
  of(data: ChartData): ImportanceState;
}

/** What a report was computed from. */
interface Question {
  /** What is asked: the metric, goal and scope. */
  readonly about: string;
  /** What had been logged, as far as it changes while a sweep runs. */
  readonly logged: string;
}

/** Makes them; `onNews` is called after a report was computed, or could not be. */
export function createImportanceReports(onNews: () => void): ImportanceReports {
  let known: { readonly question: Question; readonly state: ImportanceState } | undefined;
  let isComputing = false;

  async function compute(question: Question, data: ChartData): Promise<void> {
    isComputing = true;
    try {
      known = { question, state: { kind: 'known', report: await computeImportance(importanceSample(data)) } };
    } catch (error) {
      known = { question, state: { kind: 'failed', why: error instanceof Error ? error.message : String(error) } };
    }
    isComputing = false;
    onNews();
  }

  return {
    of(data) {
      const question = questionOf(data);
      const isAsked = known?.question.about === question.about;
      const isNewest = isAsked && known?.question.logged === question.logged;
      if (!isNewest && !isComputing) void compute(question, data);
      // The report before is shown while a running sweep brings more.
      return known !== undefined && isAsked ? known.state : { kind: 'computing' };
    },
  };
}

function questionOf({ trials, metric, goal, scope }: ChartData): Question {
  const logged = trials.map(({ runId, metrics }) => {
    const series = metrics?.get(metric);
    return `${runId} ${series?.kind === 'scalar' ? series.points.length : 0}`;
  });
  return { about: [metric, goal, scope].join('\n'), logged: logged.join('\n') };
}
