import {
  BanditPolicy,
  choice,
  HyperDriveConfig,
  loguniform,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core/config';

/** A sweep that would run for minutes, with what is easily lost on the way: large integers, many digits, odd names. */
export function contractConfig(): HyperDriveConfig {
  return new HyperDriveConfig({
    runConfig: { command: 'sleep 600', environmentVariables: new Map([['MODE', 'größe "ü"']]), target: 'local' },
    hyperparameterSampling: new RandomParameterSampling(
      {
        lr: loguniform(-6.000000000000001, -1),
        '--units': choice(16, 9007199254740993n, `it's "quoted"`),
        momentum: uniform(0.1, 0.30000000000000004),
      },
      { seed: 7 },
    ),
    policy: new BanditPolicy({ slackFactor: 0.1, evaluationInterval: 2, delayEvaluation: 5 }),
    primaryMetricName: 'Validation loss: "größe"',
    primaryMetricGoal: 'minimize',
    maxTotalRuns: 2,
    maxConcurrentRuns: 1,
    maxDurationMinutes: 90,
  });
}
