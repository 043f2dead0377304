import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';

const start = Date.UTC(2026, 2, 2, 9, 0, 0);
const minute = 60_000;

/**
 * A sweep as people have them, the same at each call: most trials ended well, some failed, some were stopped early.
 * @param {{ runId: string, displayName: string, seed: number, trials: number, isRunning?: boolean }} options
 * @returns {import('@hyperdrive-run/sdk/testing').SweepFixture}
 */
export function demoSweep({ runId, displayName, seed, trials, isRunning = false }) {
  const random = randomNumbers(seed);
  const children = Array.from({ length: trials }, (_, number) =>
    demoTrial(number, random, isRunning && number >= trials - 3),
  );
  const sweep = makeSweep({
    scope: { experimentName: 'flowers' },
    runId,
    startTime: new Date(start),
    status: isRunning ? 'Running' : 'Completed',
    primaryMetricName: 'val_accuracy',
    goal: 'maximize',
    tags: new Map([
      ['_aml_system_max_total_jobs', String(isRunning ? trials + 20 : trials)],
      ['_aml_system_max_duration_minutes', '600'],
      [
        '_aml_system_generator_config',
        '{"name":"RANDOM","parameter_space":{"learning_rate":["loguniform",[-9.2,-2.3]],"dropout":["uniform",[0,0.5]],"batch_size":["choice",[[16,32,64,128]]],"optimizer":["choice",[["adam","sgd","lion"]]]},"properties":null}',
      ],
      [
        '_aml_system_policy_config',
        '{"name":"BANDIT","properties":{"evaluation_interval":4,"delay_evaluation":8,"slack_factor":0.1}}',
      ],
    ]),
    children: children.map(({ options }) => options),
  });
  const endTime = isRunning ? undefined : new Date(start + (trials * 4 + 6) * minute);
  return {
    ...sweep,
    parent: { ...sweep.parent, record: { ...sweep.parent.record, displayName, endTime } },
    children: sweep.children.map((child, number) => {
      const { record, minutes } = children[number] ?? { record: {}, minutes: 0 };
      const startTime = new Date(start + number * 4 * minute);
      const ended = child.record.status === 'Running' ? undefined : new Date(startTime.getTime() + minutes * minute);
      return { ...child, record: { ...child.record, ...record, startTime, endTime: ended } };
    }),
  };
}

/**
 * @param {number} number
 * @param {() => number} random
 * @param {boolean} isRunning
 */
function demoTrial(number, random, isRunning) {
  const learningRate = Number(Math.exp(-9.2 + random() * 6.9).toPrecision(4));
  const dropout = Number((random() * 0.5).toFixed(3));
  const batchSize = [16, 32, 64, 128][Math.floor(random() * 4)] ?? 16;
  const optimizer = ['adam', 'sgd', 'lion'][Math.floor(random() * 3)] ?? 'adam';
  const luck = random();
  const hasFailed = !isRunning && luck > 0.93;
  const reach =
    0.94 -
    0.03 * (Math.log10(learningRate) + 2.6) ** 2 -
    Math.abs(dropout - 0.2) * 0.2 -
    (optimizer === 'sgd' ? 0.05 : 0);
  const isStopped = !isRunning && reach < 0.84;
  const steps = hasFailed ? 3 : isStopped ? 8 : isRunning ? 10 + (number % 5) : 24;
  const curve = Array.from({ length: steps }, (_, step) => {
    const value = reach * (1 - Math.exp(-(step + 1) / 5)) + (random() - 0.5) * 0.02;
    return Number(value.toFixed(5));
  });
  const losses = curve.map((value) => Number((1.2 - value + random() * 0.05).toFixed(5)));
  const log = curve.map((value, step) => `epoch ${step + 1}: loss ${losses[step]}, val_accuracy ${value}`).join('\n');
  const failure = 'RuntimeError: CUDA out of memory. Tried to allocate 1.50 GiB.';
  return {
    minutes: 2 + steps / 3,
    record: {
      ...(hasFailed ? { error: { message: 'exit code 1' } } : {}),
      ...(isStopped ? { cancellationReason: 'The bandit policy stopped it: it fell behind the best trial.' } : {}),
    },
    options: {
      status: hasFailed ? 'Failed' : isStopped ? 'Canceled' : isRunning ? 'Running' : 'Completed',
      hyperparameters: new Map(
        /** @type {[string, string | number][]} */ ([
          ['learning_rate', learningRate],
          ['dropout', dropout],
          ['batch_size', batchSize],
          ['optimizer', optimizer],
        ]),
      ),
      metrics: [scalarMetric('val_accuracy', curve), scalarMetric('train_loss', losses)],
      files: new Map([
        ['user_logs/std_log.txt', `Loading flowers-102 …\n${log}\n${hasFailed ? `${failure}\n` : ''}`],
        ['outputs/model.safetensors', 'weights'],
        ['outputs/confusion matrix.csv', 'class,right,wrong'],
      ]),
    },
  };
}

/**
 * Numbers from 0 to 1 that are the same for the same seed.
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
