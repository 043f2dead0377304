import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import type { RunStore } from '../../storage/run-store.js';

/** Logs what trials send: `/log?metric=value`, under the run that they name as their authorization. Returns its address. */
export async function startLogServer(store: RunStore): Promise<string> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const runId = request.headers.authorization ?? '';
    for (const [name, value] of url.searchParams) {
      store.appendMetricRows({ scope: garden, runId }, [
        {
          metricId: crypto.randomUUID(),
          name,
          metricType: 'azureml.v1.scalar',
          columns: new Map([[name, 'double']]),
          data: new Map([[name, Number(value)]]),
          time: new Date(),
        },
      ]);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return `http://127.0.0.1:${port}`;
}

/** A script that logs there what its argument says: `node log.mjs accuracy=0.5`. */
export const logScript = `const [, , query] = process.argv;
     const { AZUREML_SERVICE_ENDPOINT: address, AZUREML_RUN_TOKEN: authorization } = process.env;
     await fetch(address + '/log?' + query, { headers: { authorization } });`;
