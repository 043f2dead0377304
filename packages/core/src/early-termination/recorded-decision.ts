import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { parseJson } from '../json/parse-json.js';
import { writeJson } from '../json/write-json.js';
import type { RunRecord } from '../runs/run.js';
import type { PolicyDecision } from './policy-decision.js';

/** The property of a stopped trial's run that contains the decision as JSON. The local service writes it. */
export const earlyTerminationProperty = 'early_termination';

/** A decision as the JSON text of the property {@link earlyTerminationProperty}. */
export function decisionToProperty(decision: PolicyDecision): string {
  const { kind, stop, interval, standing, threshold, comparedTrials } = decision;
  const json = new Map<string, JsonValue>([
    ['policy', kind],
    ['stop', stop],
    ['interval', interval],
    ['standing', standing],
    ['threshold', threshold ?? null],
    ['compared_trials', comparedTrials],
  ]);
  if (kind === 'bandit') json.set('best', decision.best).set('best_run_id', decision.bestRunId);
  if (kind === 'truncation-selection') {
    json.set('no_better', decision.noBetter).set('stopped_at_most', decision.stoppedAtMost);
  }
  return writeJson(json);
}

/** The decision that a trial's run says it was stopped by. `undefined` where it says nothing that can be read. */
export function recordedDecision(run: Pick<RunRecord, 'properties'>): PolicyDecision | undefined {
  const json = parseObject(run.properties.get(earlyTerminationProperty));
  if (json === undefined) return undefined;
  const numberOf = (name: string): number => toNumber(json.get(name));
  const threshold = numberOf('threshold');
  const common = {
    stop: json.get('stop') === true,
    interval: numberOf('interval'),
    standing: numberOf('standing'),
    threshold: Number.isNaN(threshold) ? undefined : threshold,
    comparedTrials: numberOf('compared_trials'),
  };
  if ([common.interval, common.standing, common.comparedTrials].some(Number.isNaN)) return undefined;
  const kind = json.get('policy');
  const bestRunId = json.get('best_run_id');
  if (kind === 'median-stopping') return { kind, ...common };
  if (kind === 'bandit' && typeof bestRunId === 'string') {
    return { kind, ...common, best: numberOf('best'), bestRunId };
  }
  if (kind !== 'truncation-selection') return undefined;
  return { kind, ...common, noBetter: numberOf('no_better'), stoppedAtMost: numberOf('stopped_at_most') };
}

function parseObject(text: string | undefined): JsonObject | undefined {
  try {
    const json = text === undefined ? undefined : parseJson(text);
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A number, or an infinity as it is written. Anything else is NaN. */
function toNumber(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  return value === 'Infinity' || value === '-Infinity' ? Number(value) : Number.NaN;
}
