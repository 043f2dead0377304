import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** A number short enough for a table; its title shows all digits. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const magnitude = Math.abs(value);
  return magnitude >= 1e-4 && magnitude < 1e7 ? String(Number(value.toPrecision(6))) : value.toExponential(3);
}

/** A hyperparameter's value as a person writes it. */
export function formatValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : writeJson(value);
}

/** A length of time in its two largest units; a second one of 0 is left out. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return `${seconds} s`;
  if (hours === 0) return twoUnits(minutes, 'min', seconds % 60, 's');
  if (hours < 48) return twoUnits(hours, 'h', minutes % 60, 'min');
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A child's id without what it shares with its sweep's. */
export function shortId(runId: string, sweepId: string): string {
  return runId.startsWith(`${sweepId}_`) ? runId.slice(sweepId.length + 1) : runId;
}

const tones: ReadonlyMap<string, string> = new Map([
  ['Completed', 'good'],
  ['Failed', 'bad'],
  ['Canceled', 'warn'],
  ['CancelRequested', 'warn'],
]);

/** The colour of a status: what has not ended is alive. */
export function toneOf(status: string): string {
  return tones.get(status) ?? 'live';
}

/** Why a child has no value, in words. */
export function missingReasonText(reason: string | undefined): string {
  if (reason === 'not-a-number' || reason === 'pruned' || reason === 'infeasible') return reason.replaceAll('-', ' ');
  return reason === 'unreadable' ? 'could not be read' : 'not logged';
}

/** Why there is no best run, in a sentence. */
export function noBestReasonText(reason: string | undefined): string {
  if (reason === 'no-children') return 'No child has begun yet.';
  if (reason === 'metric-never-logged') return 'No child has logged the primary metric.';
  if (reason === 'not-a-number') return 'The primary metric was logged, but never as a number.';
  if (reason === 'unreadable') return 'The metrics of the children could not be read.';
  if (reason === 'all-pruned') return 'Every child that has the primary metric was pruned.';
  return 'No child may win.';
}
