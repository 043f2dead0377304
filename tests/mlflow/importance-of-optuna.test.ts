import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { choice, type ParameterExpression, uniform } from '@hyperdrive-run/core/config';
import { type HyperparameterImportance, hyperparameterImportance } from '@hyperdrive-run/core/importance';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

interface Study {
  readonly space: Readonly<
    Record<string, { readonly choices?: readonly string[]; readonly low?: number; readonly high?: number }>
  >;
  readonly trials: readonly { readonly params: Readonly<Record<string, number | string>>; readonly value: number }[];
  /** Optuna's: by hyperparameter, the mean over five seeds. */
  readonly shares: Readonly<Record<string, number>>;
}

/** As Optuna measures them: what it chooses by its logarithm too on a linear axis. */
function spaceOf({ space }: Study): ReadonlyMap<string, ParameterExpression> {
  return new Map(
    Object.entries(space).map(([name, { choices, low = 0, high = 0 }]): [string, ParameterExpression] => [
      name,
      choices === undefined ? uniform(low, high) : choice([...choices]),
    ]),
  );
}

function importancesOf(study: Study, seed = 0): readonly HyperparameterImportance[] {
  const trials = study.trials.map(({ params, value }) => ({ hyperparameters: new Map(Object.entries(params)), value }));
  return hyperparameterImportance(trials, { parameterSpace: spaceOf(study), seed }).importances;
}

/** How many functions are tuned: Optuna takes seconds for each, so one in `npm test`. */
const count = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? 20 : 1;

describe('how much hyperparameters matter', () => {
  let studies: readonly Study[] = [];
  let notRun: string | undefined;

  beforeAll(async () => {
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in environment) {
      notRun = environment.notRun;
      return;
    }
    const script = path.join(import.meta.dirname, 'python', 'write_importances.py');
    const env = { ...process.env, PYTHONWARNINGS: 'ignore' };
    const { stdout } = await promisify(execFile)(environment.python, [script, String(count), '5'], {
      env,
      maxBuffer: 2 ** 24,
    });
    studies = JSON.parse(stdout);
  }, 1_200_000);

  it("is within a tenth of what Optuna's own evaluator says, for each function", (context) => {
    if (notRun !== undefined) context.skip(notRun);
    expect(studies).toHaveLength(count);
    const far = studies.flatMap((study, number) =>
      importancesOf(study)
        .map(({ name, share }) => ({ number, name, share, optuna: study.shares[name] ?? 0 }))
        .filter(({ share, optuna }) => Math.abs(share - optuna) > 0.1),
    );
    expect(far).toEqual([]);
  });

  it('puts hyperparameters in the same order wherever their shares differ by more than a tenth', (context) => {
    if (notRun !== undefined) context.skip(notRun);
    let pairs = 0;
    const swapped = studies.flatMap((study, number) => {
      const order = importancesOf(study, 1).map(({ name }) => name);
      return order.flatMap((first, index) =>
        order
          .slice(index + 1)
          .filter((second) => {
            const ahead = (study.shares[first] ?? 0) - (study.shares[second] ?? 0);
            if (Math.abs(ahead) > 0.1) pairs += 1;
            return ahead < -0.1;
          })
          .map((second) => ({ number, first, second })),
      );
    });
    expect(swapped).toEqual([]);
    expect(pairs).toBeGreaterThan(count);
  });
});
