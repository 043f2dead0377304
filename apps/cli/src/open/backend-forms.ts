import { InvalidArgumentError } from '@hyperdrive-run/sdk';
import { type CliError, usageError } from '../context/cli-error.js';
import { nameOfSource } from '../profiles/choose-backend.js';
import type { GlobalOptions } from '../program/global-options.js';

const forms =
  'It takes local, local:<folder>, azureml://…, azureml+https://…, mlflow+https://…, mlflow (the server of MLFLOW_TRACKING_URI), file:<path>, optuna:<path> or ray-tune:<folder>.';

/** The beginnings of all backends, for completion. */
export const backendNames: readonly string[] = [
  'local',
  'local:',
  'azureml://',
  'azureml+https://',
  'mlflow',
  'mlflow+https://',
  'file:',
];

/**
 * Rejects what names no kind of place, before the rest of it is read.
 * @param globals with a backend that is neither local nor a file
 * @throws CliError that names what named the backend, its value and all forms
 */
export function checkBackendForm(globals: GlobalOptions): void {
  const { backend } = globals;
  if (/^(azureml|mlflow)(\+https?)?:/i.test(backend) || backend === 'mlflow') return;
  throw usageError(
    `${nameOfSource(globals)} is ${JSON.stringify(withoutSecrets(backend))}, which is no place where sweeps are.`,
    forms,
  );
}

/** A fault of the rest of an address, in the words of the command line: it is part of `--backend`, or of what is in its place. */
export function asBackendFault(error: unknown, globals: GlobalOptions): CliError | undefined {
  if (!InvalidArgumentError.isInstance(error) || error.option !== 'uri') return undefined;
  return usageError(error.message.replace(/^uri\b/, nameOfSource(globals)), forms);
}

/** Whether an address contains a secret: a user with a password, or a signature. */
export function hasSecrets(address: string): boolean {
  return withoutSecrets(address) !== address.replace(/\?.*/s, '?…') || /[?&](sig|token|password)=/i.test(address);
}

/** Users, passwords and signatures are in addresses, too. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//[redacted]@').replace(/\?.*/s, '?…');
}
