import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';
import { thisMachine } from '../__fixtures__/this-machine.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.depth}}" }
search_space: { depth: { type: choice, values: [1] } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;
const cluster: SweepTarget = { ...thisMachine, readsResources: () => true };
let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({}, cluster);
});

const memoryOf = (memory: string): number | undefined =>
  files.parse(file, `resources={ properties: { memory: ${memory} } }`).config.runConfig?.resources?.memoryBytes;

const faultsOf = (text: string): readonly string[] => {
  const override = `resources=${text}`;
  return files.problemsOf(file, override).map((problem) => problem.replace(`--set ${override}: resources`, ''));
};

describe('the memory of a trial', () => {
  it.each([
    ['1', 1],
    ['1024', 1024],
    ['"16"', 16],
    ['16Gi', 16 * 1024 ** 3],
    ['16g', 16 * 1024 ** 3],
    ['16 GiB', 16 * 1024 ** 3],
    ['" 16GB "', 16 * 1024 ** 3],
    ['512M', 512 * 1024 ** 2],
    ['1.25k', 1280],
    ['0.5Ki', 512],
    ['2T', 2 * 1024 ** 4],
    ['100b', 100],
    ['0.6', 1],
    ['1e3', 1000],
  ])('is %s in bytes', (memory, bytes) => {
    expect(memoryOf(memory)).toBe(bytes);
  });

  it('is not said where the file does not say it', () => {
    expect(memoryOf('')).toBeUndefined();
  });

  it.each([
    ['lots', '"lots"'],
    ['16X', '"16X"'],
    ['x16', '"x16"'],
    ['16Gig', '"16Gig"'],
    ['16  G', '"16  G"'],
    ['1.G', '"1.G"'],
    ['-1', '-1'],
    ['0', '0'],
    ['0.4', '0.4'],
    ['""', '""'],
    ['G', '"G"'],
    ['99999999T', '"99999999T"'],
    ['true', 'true'],
    ['[16]', 'a list of 1'],
    ['{ a: 16 }', 'a mapping'],
  ])('is not %s', (memory, got) => {
    expect(faultsOf(`{ properties: { memory: ${memory} } }`)).toEqual([
      `.properties.memory is ${got}, but takes a size such as 16Gi or 512Mi`,
    ]);
  });
});

describe('the other resources of a trial', () => {
  it('are read as whole numbers, also in quotes', () => {
    const override = 'resources={ instance_count: "2", properties: { cpus: 4.0, gpus: 0 } }';
    expect(files.parse(file, override).config.runConfig?.resources).toEqual({
      instanceCount: 2,
      cpus: 4,
      gpus: 0,
      memoryBytes: undefined,
    });
    expect(files.parse(file).config.runConfig?.resources).toBeUndefined();
  });

  it.each([
    ['[4]', [' is a list of 1, but takes a mapping']],
    ['{ properties: 4 }', ['.properties is 4, but takes a mapping']],
    ['{ instance_count: 0 }', ['.instance_count is 0, but takes a whole number of at least 1']],
    ['{ instance_count: 1.5 }', ['.instance_count is 1.5, but takes a whole number of at least 1']],
    ['{ instance_count: many }', ['.instance_count is "many", but takes a whole number of at least 1']],
    ['{ instance_count: 1e300 }', ['.instance_count is 1e+300, but takes a whole number of at least 1']],
    ['{ properties: { cpus: 0 } }', ['.properties.cpus is 0, but takes a whole number of at least 1']],
    ['{ properties: { gpus: -1 } }', ['.properties.gpus is -1, but takes a whole number of at least 0']],
  ])('are refused where they are %s', (text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('that are not known are passed over, which is said', () => {
    const override = 'resources={ instance_count: 1, properties: { cpus: 1, other: 2 }, node_type: a }';
    expect(files.warningsOf(file, override)).toEqual([
      `--set ${override}: resources.node_type is not a known key and is passed over, where Azure ML refuses it`,
    ]);
  });

  it.each(['instance_type', 'shm_size', 'docker_args', 'max_instance_count', 'locations'])(
    'have an effect on Azure ML alone: %s',
    (key) => {
      const override = `resources={ ${key}: a }`;
      expect(files.warningsOf(file, override)).toEqual([
        `--set ${override}: resources.${key} has an effect on Azure ML alone`,
      ]);
    },
  );
});
