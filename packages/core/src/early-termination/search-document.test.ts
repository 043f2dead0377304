import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyFromWire } from '../config/wire/policy-from-wire.js';
import type { JsonValue } from '../json/json-value.js';
import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { type JudgingPolicy, judgesTrials } from './policy-decision.js';
import { createPolicyJudge } from './policy-judge.js';

/** A worked example of docs/search.md: a policy, what trials log, and what is decided. */
interface WorkedExample {
  readonly title: string;
  readonly goal: PrimaryMetricGoal;
  readonly policy: JudgingPolicy;
  /** By trial, in order; `undefined` from where it logs no more. */
  readonly logged: ReadonlyMap<string, readonly (number | undefined)[]>;
  readonly decisions: readonly string[][];
}

function readExamples(): WorkedExample[] {
  const text = readFileSync(new URL('../../../../docs/search.md', import.meta.url), 'utf8');
  return text
    .split(/^(?=#+ )/m)
    .filter((section) => section.includes('```yaml\nobjective:'))
    .map((section) => {
      const settings = new Map(
        [...section.matchAll(/^ +([a-z_]+): (\S+)$/gm)].map(([, name = '', value = '']) => [name, value] as const),
      );
      const [logged = [], decisions = []] = readTables(section);
      return {
        title: /^#+ (.*)$/m.exec(section)?.[1] ?? '',
        goal: settings.get('goal') === 'minimize' ? 'minimize' : 'maximize',
        policy: policyOf(settings),
        logged: new Map(logged.map(([trial = '', ...cells]) => [trial, cells.map(toValue)])),
        decisions,
      };
    });
}

function policyOf(settings: ReadonlyMap<string, string>): JudgingPolicy {
  const properties = new Map<string, JsonValue>([...settings].filter(([name]) => name !== 'type' && name !== 'goal'));
  const name = (settings.get('type') ?? '').replaceAll('_', '');
  const policy = policyFromWire(
    new Map<string, JsonValue>([
      ['name', name],
      ['properties', properties],
    ]),
  );
  if (!judgesTrials(policy)) throw new Error(`docs/search.md has an example with the policy ${name}`);
  return policy;
}

/** The rows of a section's tables, without their headings. */
function readTables(section: string): string[][][] {
  return [...section.matchAll(/^\|.*\|\n\|[ :|-]+\|\n((?:\|.*\|\n)+)/gm)].map(([, rows = '']) =>
    rows
      .trimEnd()
      .split('\n')
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

function toValue(cell: string): number | undefined {
  return cell === '' ? undefined : Number(cell);
}

/** The trials log in step: all their first values from top to bottom, then all their second ones, ... */
function judge({ policy, goal, logged }: WorkedExample): string[][] {
  const judging = createPolicyJudge(policy, goal);
  const rows: string[][] = [];
  const columns = Math.max(...[...logged.values()].map((values) => values.length));
  for (let column = 0; column < columns; column += 1) {
    for (const [trial, values] of logged) {
      const value = values[column];
      if (value === undefined) continue;
      for (const { interval, standing, threshold, comparedTrials, stop } of judging.add(trial, [value])) {
        const limit = threshold === undefined ? 'none' : String(Number(threshold.toPrecision(4)));
        rows.push([trial, String(interval), String(standing), limit, String(comparedTrials), stop ? 'stop' : 'keep']);
      }
    }
  }
  return rows;
}

describe('the worked examples in docs/search.md', () => {
  const examples = readExamples();

  it('are there for every policy, and for both goals', () => {
    expect(new Set(examples.map(({ policy }) => policy.kind)).size).toBe(3);
    expect(new Set(examples.map(({ goal }) => goal)).size).toBe(2);
  });

  it.each(examples)('$title', (example) => {
    expect(judge(example)).toEqual(example.decisions);
    // A trial that is stopped logs no more.
    for (const [trial, , , , , decision] of example.decisions) {
      const count = (example.logged.get(trial ?? '') ?? []).filter((value) => value !== undefined).length;
      if (decision === 'stop') expect(example.decisions.findLast(([name]) => name === trial)?.[1]).toBe(String(count));
    }
  });
});
