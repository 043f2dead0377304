import { connect } from '@hyperdrive-run/sdk';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asBackendFault, checkBackendForm, hasSecrets } from '../../open/backend-forms.js';
import { exportedFile } from '../../open/exported-sweep.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { printJson } from '../../output/print-json.js';
import { checkProfileName, type Profile } from '../../profiles/profile.js';
import { readProfiles, writeProfiles } from '../../profiles/profile-file.js';
import { localFolder } from '../../service/local-folder.js';
import { profileToJson } from './list-backends.js';

export interface AddBackendOptions {
  /** Replaces a profile of the same name. */
  readonly force?: boolean | undefined;
}

/** `hyperdrive backend add NAME URI`: gives a backend a name. */
export async function addBackend(
  context: CommandContext,
  { name, uri, options }: { readonly name: string; readonly uri: string; readonly options: AddBackendOptions },
): Promise<ExitCode> {
  const { io, globals } = context;
  checkProfileName(name);
  const { used, profiles } = readProfiles(io);
  const others = profiles.filter((profile) => profile.name !== name);
  if (others.length < profiles.length && options.force !== true) {
    throw usageError(`There is a profile ${JSON.stringify(name)} already.`, 'Replace it with --force.');
  }
  const { experiment, armAddress } = globals;
  const profile: Profile = { name, backend: checkedBackend(context, uri), experiment, armAddress };
  writeProfiles(io, { used, profiles: [...others, profile] });
  if (globals.json) await printJson(io, profileToJson(context, profile, used));
  else await note(context, `Added ${name}: ${escapeForTerminal(profile.backend)}`);
  return exitCode.ok;
}

/** The backend as it is named from any folder. */
function checkedBackend({ io, globals }: CommandContext, backend: string): string {
  const folder = localFolder(backend, io);
  if (folder !== undefined) return `local:${folder}`;
  const file = exportedFile(backend, io);
  if (file !== undefined) return `file:${file}`;
  const named = { ...globals, backend, backendSource: 'option' } as const;
  checkBackendForm(named);
  if (hasSecrets(backend)) {
    throw usageError(
      'The address contains a secret, and profiles keep none.',
      'Leave it out; "hyperdrive backend login NAME" keeps the credentials of an MLflow server.',
    );
  }
  try {
    // Asks nobody: it reads the address.
    if (backend !== 'mlflow') connect(backend, { armAddress: globals.armAddress, credential: 'none' });
  } catch (error) {
    throw asBackendFault(error, named) ?? error;
  }
  return backend;
}
