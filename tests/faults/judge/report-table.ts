import { faults } from '../proxy/fault-plan.js';
import type { RunReport } from './run-calls.js';
import { violationKinds } from './violation.js';

/** How many violations are shown in full; the table counts all. */
const shown = 12;

/** What came of all calls, for people. @param seconds how long they took */
export function reportTable(report: RunReport, seed: string, seconds: number): string {
  const { calls, requests, callsByOperation, callsByRate, results, errorCodes, violations } = report;
  const injected = [...report.faults.values()].reduce((sum, one) => sum + one, 0);
  const counted = violationKinds.map((kind) => [kind, violations.filter((one) => one.kind === kind).length] as const);
  return [
    `${calls} calls with ${requests} requests in ${seconds} s, seed ${seed}`,
    ...section('calls by the share of their requests that met a fault', callsByRate),
    ...section('calls by operation', callsByOperation),
    ...section(
      `faults injected (${injected})`,
      new Map(faults.map(({ name }) => [name, report.faults.get(name) ?? 0])),
    ),
    ...section('results', results),
    ...section('typed errors by code', errorCodes),
    ...section('what must never happen', new Map(counted)),
    ...firstOfEachCall(violations)
      .slice(0, shown)
      .flatMap(({ kind, call, described, detail }) => [
        `${kind}: call ${call}, ${described}`,
        `  ${detail}`,
        `  again: npm run faults -- --seed ${seed} --call ${call}`,
      ]),
  ].join('\n');
}

/** One of each kind for each call: a call that goes on asking says so often enough. */
function firstOfEachCall(violations: RunReport['violations']): RunReport['violations'] {
  const seen = new Set<string>();
  return violations.filter(({ kind, call }) => {
    const key = `${kind} ${call}`;
    return !seen.has(key) && seen.add(key);
  });
}

function section(title: string, rows: ReadonlyMap<string, number>): string[] {
  return ['', title, ...[...rows].map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`)];
}
