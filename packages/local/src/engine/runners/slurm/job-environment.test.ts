import { expect, it } from 'vitest';
import { jobEnvironment } from './job-environment.js';

it('is what the service has, without what names another run or job', () => {
  const environment = {
    PATH: '/bin',
    VIRTUAL_ENV: '/venv',
    SLURM_CONF: '/etc/slurm.conf',
    SBATCH_ACCOUNT: 'garden',
    SLURM_JOB_ID: '7',
    SLURM_MEM_PER_NODE: '100',
    AZUREML_RUN_TOKEN: 'secret',
    HYPERDRIVE_TOKEN: 'secret',
    MLFLOW_TRACKING_TOKEN: 'secret',
    GONE: undefined,
  };
  expect(jobEnvironment(environment)).toEqual({
    PATH: '/venv/bin:/bin',
    VIRTUAL_ENV: '/venv',
    SLURM_CONF: '/etc/slurm.conf',
    SBATCH_ACCOUNT: 'garden',
  });
});
