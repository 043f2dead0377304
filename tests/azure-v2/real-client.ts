import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { isJsonObject, parseJson } from '@hyperdrive-run/core/json';
import { startAzureStandIn } from './azure-stand-in.js';
import type { Client, Submitted } from './client.js';

const script = (name: string): string => fileURLToPath(new URL(`python/${name}`, import.meta.url));

/** The real azure-ai-ml, against a stand-in of its own. */
export async function startRealClient(python: string): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperdrive-azure-v2-'));
  execFileSync(python, [script('make_certificate.py'), folder]);
  const certificate = join(folder, 'certificate.pem');
  const tls = { cert: readFileSync(certificate, 'utf8'), key: readFileSync(join(folder, 'key.pem'), 'utf8') };
  // Its client for blobs takes plain HTTP, that for Azure Resource Manager does not.
  const store = await startAzureStandIn();
  const arm = await startAzureStandIn(tls, `${store.address}/store`);
  const child = spawn(python, [script('submit_jobs.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      REQUESTS_CA_BUNDLE: certificate,
      AZUREML_DEV_URL_MFE: arm.address,
      BLOB_ADDRESS: `${store.address}/store`,
    },
  });
  const lines = linesOf(child);
  const ready = await lines.next();
  if (ready.value !== 'ready') throw new Error('azure-ai-ml did not start.');
  return {
    async submit({ file, folder: from }): Promise<Submitted> {
      store.reset();
      arm.reset();
      child.stdin.write(`${JSON.stringify({ file, folder: from })}\n`);
      const { value } = await lines.next();
      const answer = typeof value === 'string' ? parseJson(value) : undefined;
      if (!isJsonObject(answer)) throw new Error('azure-ai-ml ended.');
      const calls = [...arm.calls, ...store.calls];
      const error = answer.get('error');
      return answer.get('verdict') === 'sent'
        ? { verdict: 'sent', calls }
        : { verdict: 'refused', calls, error: typeof error === 'string' ? error : '' };
    },
    async close() {
      child.stdin.end();
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      await Promise.all([arm.close(), store.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function linesOf(child: ChildProcessByStdio<Writable, Readable, null>): AsyncIterator<string> {
  return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}
