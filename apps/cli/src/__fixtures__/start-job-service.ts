import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { onTestFinished } from 'vitest';

/**
 * Azure Resource Manager with one sweep job before a local service, which is the run history: what is not for a job goes there.
 * It closes with the test.
 * @returns its address, and what Azure Resource Manager was asked
 */
export async function startJobService(
  local: StartedLocalService,
  name: string,
): Promise<{ readonly address: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const job = {
    name,
    properties: {
      jobType: 'Sweep',
      status: 'Running',
      experimentName: 'iris',
      tags: null,
      services: { Studio: { endpoint: `https://ml.azure.com/runs/${name}`, port: null } },
      searchSpace: { lr: ['uniform', [0.1, 1]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: null, logbase: null, rule: 'Random' },
      limits: {
        jobLimitsType: 'Sweep',
        timeout: 'PT1M30S',
        maxTotalTrials: 7,
        maxConcurrentTrials: 2,
        trialTimeout: null,
      },
      earlyTermination: null,
      objective: { goal: 'Maximize', primaryMetric: 'acc' },
      trial: { command: 'python train.py --lr ${{search_space.lr}}', environmentId: 'azureml:e:1', codeId: null },
      outputs: { default: { uri: null } },
    },
  };
  const missing = { error: { code: 'UserError', message: 'No such job.' } };
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(request.url ?? '/', 'http://service');
    if (pathname.startsWith('/subscriptions/')) {
      asked.push(`${request.method} ${pathname.replace(/^.*\/workspaces\/[^/]+/, '')}`);
      const isJob = pathname.endsWith(`/jobs/${name}`) || pathname.endsWith(`/jobs/${name}/cancel`);
      response.writeHead(isJob ? 200 : 404).end(JSON.stringify(isJob ? job : missing));
      return;
    }
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const init = { method: request.method ?? 'GET', headers: { authorization, 'content-type': type }, ...body };
    const answer = await fetch(local.address + (request.url ?? '/'), init);
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  }

  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const bound = server.address();
  return { address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`, asked };
}
