import { usageError } from '../context/cli-error.js';

/** A backend under a name of its own. */
export interface Profile {
  readonly name: string;
  /** As `--backend` takes it. Contains no secret. */
  readonly backend: string;
  readonly experiment?: string | undefined;
  readonly armAddress?: string | undefined;
}

/** What means a backend already, without a profile. */
export const builtInBackend = 'local';

/**
 * Checks the name of a profile that is to be added.
 * @throws CliError that says what names are
 */
export function checkProfileName(name: string): void {
  if (/^[\w][\w.-]*$/.test(name) && name !== builtInBackend) return;
  const why = name === builtInBackend ? 'which is the backend that is used without a profile' : 'which is no name';
  throw usageError(
    `The profile is ${JSON.stringify(name)}, ${why}.`,
    'Take letters, digits, dots, dashes and underscores, such as lab.',
  );
}

/** The error for a profile that there is none of. */
export function unknownProfile(name: string, profiles: readonly Profile[]): Error {
  const names = profiles.map((profile) => profile.name).join(', ');
  return usageError(
    `There is no profile ${JSON.stringify(name)}.`,
    names === '' ? 'Add it with "hyperdrive backend add NAME URI".' : `There are: ${names}.`,
  );
}
