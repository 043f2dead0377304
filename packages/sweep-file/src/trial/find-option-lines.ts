import { createShellContextTracker } from '@hyperdrive-run/core/trial';

/**
 * The lines of a command that begin with `-` where the shell begins a new command: most likely arguments that were meant
 * for the line before. YAML keeps the line ends of a folded block (`>-`) around lines that are indented deeper, so a command
 * whose arguments are indented below their program runs without them, and each such line fails as a command of its own.
 *
 * Lines that go on by a backslash, inside quotes or substitutions, and the text of a here-document are none.
 */
export function findOptionLines(command: string): readonly string[] {
  const tracker = createShellContextTracker();
  const found: string[] = [];
  let hereDocuments: readonly string[] = [];
  for (const [index, line] of command.trimEnd().split('\n').entries()) {
    const [end] = hereDocuments;
    if (end !== undefined) {
      // Its text is no shell code, so the tracker is not fed with it.
      if (line.replace(/^\t+/, '') === end) hereDocuments = hereDocuments.slice(1);
      continue;
    }
    const startsCommand = index > 0 && tracker.context() === 'plain' && !tracker.isEscaping();
    if (index > 0) tracker.feed('\n');
    if (startsCommand && /^\s*-/.test(line)) found.push(line.trim());
    tracker.feed(line);
    hereDocuments = [...line.matchAll(/<<-?\s*(?:'([^']+)'|"([^"]+)"|\\?(\w+))/g)].map(
      ([, single, double, plain]) => single ?? double ?? plain ?? '',
    );
  }
  return found;
}
