import type { CliIo } from '../../context/cli-io.js';
import { styleFor } from '../style.js';
import { defaultWidth } from '../tables/print-table.js';

/** How far a sweep has come. Its texts are escaped. */
export interface Progress {
  readonly ended: number;
  readonly total: number;
  readonly status: string;
  /** What is under way and what went wrong, such as `2 Running, 1 Failed`. */
  readonly counts: string;
  /** Such as `best 0.95`; empty where there is none yet. */
  readonly best: string;
  /** The best value so far as trials ended, as a line of bars; empty while there is no course. Left out where room is short. */
  readonly course: string;
  /** Such as `about 8 s left`; empty where it is not known. */
  readonly rest: string;
}

/** Shows progress on stderr, so that stdout contains the result alone. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Prints a line of text above the progress. */
  print(text: string): void;
  /** Takes the progress away. */
  end(): void;
}

/** One line that is drawn again and again on a terminal; elsewhere a line each time another tenth is done. */
export function createProgressLine(io: CliIo): ProgressLine {
  return io.stderr.isTerminal ? liveLine(io) : plainLines(io);
}

const eraseLine = '\r\u001B[2K';
const barWidth = 20;

function liveLine({ stderr, env }: CliIo): ProgressLine {
  const style = styleFor(stderr, env);
  let shown = '';
  return {
    update({ ended, total, status, counts, best, course, rest }) {
      const filled = total === 0 ? 0 : Math.round((Math.min(ended, total) / total) * barWidth);
      const columns = stderr.columns ?? defaultWidth;
      const hasBar = columns >= 2 * barWidth;
      const bar = style.green('█'.repeat(filled)) + style.dim('░'.repeat(barWidth - filled));
      const width = columns - (hasBar ? barWidth + 2 : 1);
      const written = (bestPart: string): string =>
        [`${ended}/${total} trials`, bestPart, status === 'Running' ? '' : status, counts, rest]
          .filter((part) => part !== '')
          .join(' · ');
      const whole = written(course === '' ? best : `${best} ${course}`);
      const text = whole.length > width ? written(best) : whole;
      // A line that wraps could not be drawn over.
      shown = `${hasBar ? `${bar} ` : ''}${text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text}`;
      void stderr.write(eraseLine + shown);
    },
    print(text) {
      void stderr.write(`${eraseLine}${text}\n${shown}`);
    },
    end() {
      if (shown !== '') void stderr.write(eraseLine);
      shown = '';
    },
  };
}

function plainLines({ stderr }: CliIo): ProgressLine {
  let printed = -1;
  return {
    update({ ended, total, counts, best }) {
      const tenth = total === 0 ? 0 : Math.floor((ended / total) * 10);
      if (tenth <= printed) return;
      printed = tenth;
      const parts = [`${ended}/${total} trials ended`, best, counts].filter((part) => part !== '');
      void stderr.write(`${parts.join(', ')}\n`);
    },
    print(text) {
      void stderr.write(`${text}\n`);
    },
    end: () => undefined,
  };
}
