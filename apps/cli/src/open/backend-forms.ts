import { InvalidArgumentError } from '@hyperdrive-run/sdk';
import { type CliError, usageError } from '../context/cli-error.js';

const forms =
  'It takes local, local:<folder>, azureml://…, azureml+https://…, mlflow+https://…, mlflow (the server of MLFLOW_TRACKING_URI) or file:<path>.';

/**
 * Rejects what names no kind of place, before the rest of it is read.
 * @param backend of `--backend`, neither local nor a file
 * @throws CliError that names the option, its value and all forms
 */
export function checkBackendForm(backend: string): void {
  if (/^(azureml|mlflow)(\+https?)?:/i.test(backend) || backend === 'mlflow') return;
  throw usageError(
    `--backend is ${JSON.stringify(withoutSecrets(backend))}, which is no place where sweeps are.`,
    forms,
  );
}

/** A fault of the rest of an address, in the words of the command line: it is part of `--backend`. */
export function asBackendFault(error: unknown): CliError | undefined {
  if (!InvalidArgumentError.isInstance(error) || error.option !== 'uri') return undefined;
  return usageError(error.message.replace(/^uri\b/, '--backend'), forms);
}

/** Users, passwords and signatures are in addresses, too. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//[redacted]@').replace(/\?.*/s, '?…');
}
