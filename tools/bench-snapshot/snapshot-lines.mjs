/** When the first child begins. */
const start = Date.UTC(2024, 4, 6, 8);

/**
 * The lines of an exported sweep: each child with as much as Azure ML says of one, and a metric with some points.
 * @param {number} children
 * @param {number} points
 * @returns {string[]} each with its line feed
 */
export function snapshotLines(children, points) {
  /** @type {object[]} */
  const lines = [
    {
      line: 'header',
      format: 'hyperdrive-run/sweep',
      version: 1,
      exportedFrom: 'Azure ML',
      exportedTime: '2024-05-07T08:00:00.000Z',
    },
    { line: 'sweep', runId: 'HD_0', scope: { experimentName: 'apples' } },
    runLine(0, undefined),
  ];
  for (let child = 1; child <= children; child += 1) lines.push(runLine(child, 'HD_0'), pointsLine(child, points));
  return [...lines, { line: 'end', lines: lines.length }].map((line) => `${JSON.stringify(line)}\n`);
}

/**
 * @param {number} number
 * @param {string | undefined} parentRunId
 */
function runLine(number, parentRunId) {
  const run = {
    runId: `HD_${number}`,
    status: 'Completed',
    parentRunId,
    rootRunId: 'HD_0',
    experimentName: 'apples',
    number,
    displayName: `HD_${number}`,
    hidden: false,
    tags: { hyperparameters: '{"lr": 0.1, "depth": 4}', _aml_system_ComputeTargetStatus: 'done' },
    properties: { 'azureml.runsource': 'hyperdrive' },
    createdTime: timeAt(number),
    startTime: timeAt(number + 1),
    endTime: timeAt(number + 60),
    warnings: [],
  };
  return { line: 'run', run, files: ['logs/std_log.txt'] };
}

/**
 * @param {number} child
 * @param {number} count
 */
function pointsLine(child, count) {
  const points = Array.from({ length: count }, (_, step) => [
    Math.sin(child * count + step),
    step,
    timeAt(child + step),
  ]);
  return { line: 'points', name: 'accuracy', valueType: 'double', points, runId: `HD_${child}` };
}

/** @param {number} seconds */
function timeAt(seconds) {
  return new Date(start + seconds * 1000).toISOString();
}
