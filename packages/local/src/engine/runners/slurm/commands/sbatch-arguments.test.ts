import { expect, it } from 'vitest';
import { sbatchArguments } from './sbatch-arguments.js';

const job = { name: 'launch', resources: {}, logPath: '/s/50%/log', workFolder: '/s/work', scriptPath: '/s/x.sh' };

it('asks for a job that runs once, and whose log keeps what it has', () => {
  expect(sbatchArguments(job)).toEqual([
    '--parsable',
    '--no-requeue',
    '--open-mode=append',
    '--job-name=launch',
    '--nodes=1',
    '--ntasks=1',
    '--chdir=/s/work',
    '--output=/s/50%%/log',
    '--input=/dev/null',
    '/s/x.sh',
  ]);
});

it('asks for what a trial needs, and for more time than the trial itself may take', () => {
  const resources = { cpus: 4, gpus: 2, memoryBytes: 2 ** 30 + 1 };
  const args = sbatchArguments({ ...job, partition: 'gpu', resources, maxDurationSeconds: 61 });
  expect(args).toEqual(
    expect.arrayContaining(['--partition=gpu', '--cpus-per-task=4', '--gres=gpu:2', '--mem=1048577K', '--time=12']),
  );
  expect(sbatchArguments({ ...job, resources: { gpus: 0 } }).join(' ')).not.toContain('gpu');
});
