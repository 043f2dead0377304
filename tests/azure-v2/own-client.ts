import { readFile } from 'node:fs/promises';
import { connect, describeSweep, Experiment, HyperDriveError, HyperDriveRun, sweepTargetOf } from '@hyperdrive-run/sdk';
import { createLocalFiles, parseSweepFile, writeSweepFile } from '@hyperdrive-run/sweep-file';
import { startAzureStandIn } from './azure-stand-in.js';
import type { Client, Submitted, SweepToSubmit } from './client.js';

const azure = 'azureml://westeurope/subscriptions/sub/resourceGroups/group/workspaces/work';

/** What our client says in advance that it sends: the JSON of `--dry-run`. */
export interface OwnClient extends Client {
  plan(sweep: SweepToSubmit): Promise<string>;
  /** A job that was submitted last, as a sweep file. */
  toSweepFile(name: string): Promise<string>;
}

/**
 * Our client, against a stand-in of its own.
 * @param spoil changes a request's body on its way, for bugs that the comparison is to notice
 */
export async function startOwnClient(
  spoil: (body: string, url: string) => string = (body) => body,
): Promise<OwnClient> {
  const standIn = await startAzureStandIn();
  const target = sweepTargetOf(azure);
  if (target === undefined) throw new Error('Azure ML is no target.');

  function openWorkspace() {
    return connect(azure.replace('azureml://westeurope', `azureml+${standIn.address}`), {
      credential: {
        getToken: async (scope) => ({ token: `for:${String(scope)}`, expiresOnTimestamp: Date.now() + 1e8 }),
      },
      fetch: async (input, init) => {
        const asked = input instanceof Request ? input.url : String(new URL(input));
        const url = asked.replace('https://store1.blob.core.windows.net', `${standIn.address}/store`);
        const body = typeof init?.body === 'string' ? spoil(init.body, url) : init?.body;
        return fetch(url, { ...init, ...(body === undefined ? {} : { body }) });
      },
    });
  }

  async function read({ file, folder }: SweepToSubmit) {
    const text = await readFile(file, 'utf8');
    const { config, job } = parseSweepFile(text, { path: file, target: target ?? never(), currentFolder: folder });
    if (job === undefined) throw new Error('The file was read as no job.');
    const experiment = openWorkspace().experiment(job.experimentName);
    return { experiment, submission: { config, job, files: createLocalFiles() } };
  }

  return {
    async submit(sweep): Promise<Submitted> {
      standIn.reset();
      try {
        const { experiment, submission } = await read(sweep);
        await experiment.submit(submission);
        return { verdict: 'sent', calls: [...standIn.calls] };
      } catch (error) {
        if (!HyperDriveError.isInstance(error)) throw error;
        return { verdict: 'refused', calls: [...standIn.calls], error: error.message };
      }
    },
    async plan(sweep) {
      const { experiment, submission } = await read(sweep);
      return experiment.planSubmit(submission);
    },
    toSweepFile: async (name) =>
      writeSweepFile(await describeSweep(await HyperDriveRun.load(new Experiment(openWorkspace().backend, ''), name))),
    close: () => standIn.close(),
  };
}

function never(): never {
  throw new Error('unreachable');
}
