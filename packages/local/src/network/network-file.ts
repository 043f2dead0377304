import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { writePrivateFile } from '../storage/files/write-private-file.js';
import { checkNetwork, type Network } from './network.js';

const fileName = 'network.json';

/** How a folder's service listened for other machines when it was last started; `undefined` where it did not. */
export function readNetwork(folder: string): Network | undefined {
  let fields: JsonValue;
  try {
    fields = parseJson(readFileSync(join(folder, fileName), 'utf8'));
  } catch {
    return undefined;
  }
  if (!isJsonObject(fields)) return undefined;
  const [address, port, advertise] = [fields.get('address'), fields.get('port'), fields.get('advertise')];
  const [certFile, keyFile] = [fields.get('certFile'), fields.get('keyFile')];
  if (typeof address !== 'string' || typeof port !== 'number') return undefined;
  return checkNetwork({
    address,
    port,
    advertise: typeof advertise === 'string' ? advertise : undefined,
    tls: typeof certFile === 'string' && typeof keyFile === 'string' ? { certFile, keyFile } : undefined,
  });
}

/** Keeps it for the next start, which listens in the same way; `undefined` forgets it. */
export function writeNetwork(folder: string, network: Network | undefined): void {
  const file = join(folder, fileName);
  if (network === undefined) return rmSync(file, { force: true });
  const fields = new Map<string, JsonValue>([
    ['address', network.address],
    ['port', network.port],
    ['advertise', network.advertise ?? null],
    ['certFile', network.tls?.certFile ?? null],
    ['keyFile', network.tls?.keyFile ?? null],
  ]);
  writePrivateFile(file, `${writeJson(fields)}\n`);
}
