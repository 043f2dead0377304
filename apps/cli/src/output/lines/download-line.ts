import type { CliIo } from '../../context/cli-io.js';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatBytes } from '../format/format-bytes.js';
import { defaultWidth } from '../tables/print-table.js';

/** Shows on stderr how much of a file has arrived. */
export interface DownloadLine {
  update(name: string, bytes: number): void;
  /** Takes the line away. */
  end(): void;
}

const eraseLine = '\r\u001B[2K';

/** A line that is drawn again each time its text changes; without a terminal nothing: each saved file has its line. */
export function createDownloadLine({ stderr }: Pick<CliIo, 'stderr'>): DownloadLine {
  let shown = '';
  return {
    update(name, bytes) {
      if (!stderr.isTerminal) return;
      const size = ` ${formatBytes(bytes)}`;
      // A line that wraps could not be drawn over.
      const room = Math.max(0, (stderr.columns ?? defaultWidth) - size.length - 1);
      const whole = escapeForTerminal(name);
      const text = (whole.length > room ? `${whole.slice(0, Math.max(0, room - 1))}…` : whole) + size;
      if (text === shown) return;
      shown = text;
      void stderr.write(eraseLine + text);
    },
    end() {
      if (shown !== '') void stderr.write(eraseLine);
      shown = '';
    },
  };
}
