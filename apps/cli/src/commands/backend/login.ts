import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { keepCredential, serverOf } from '../../profiles/credential-file.js';
import type { Profile } from '../../profiles/profile.js';
import { readProfiles } from '../../profiles/profile-file.js';
import { profileOf } from './use-backend.js';

export interface LoginOptions {
  /** With it the secret is a password, else a token. */
  readonly username?: string | undefined;
}

/**
 * `hyperdrive backend login NAME`: keeps the credentials of an MLflow server. They come from a prompt or the standard input, and never
 * from an argument, which other users of the machine can see.
 */
export async function login(context: CommandContext, name: string, { username }: LoginOptions): Promise<ExitCode> {
  const { io, globals } = context;
  const profile = profileOf(readProfiles(io).profiles, name);
  const server = serverOf(profile.backend);
  if (server === undefined) throw keepsNone(profile);
  if (username === '') throw usageError('--username is "", but takes the name of a user.', 'Leave it out for a token.');
  const what = username === undefined ? 'Token' : `Password of ${escapeForTerminal(username)}`;
  const secret = await io.readSecret(`${what} for ${escapeForTerminal(server)}: `);
  if (secret.trim() === '' || /[\r\n]/.test(secret)) {
    const got = secret.trim() === '' ? 'is empty' : 'has more than one line';
    throw usageError(`The ${username === undefined ? 'token' : 'password'} ${got}.`, 'Type it, or send it: … < FILE');
  }
  const credential = username === undefined ? secret.trim() : { username, password: secret };
  keepCredential(io, server, credential);
  if (globals.json) await printJson(io, jsonFields({ profile: name, server, username }));
  else await note(context, `Kept for ${escapeForTerminal(server)}, in a file that only you can read.`);
  if (!isSafe(server))
    await note(context, 'Warning: this address is not encrypted; what is kept goes over the network as it is.');
  return exitCode.ok;
}

function isSafe(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === 'https:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

function keepsNone({ name, backend }: Profile): Error {
  const isAzure = /^azureml|\.azureml\.ms/i.test(backend);
  const hint = isAzure
    ? 'Sign in with "az login": the Azure CLI is asked for a token when one is needed, and nothing of it is kept.'
    : 'Only an MLflow server at an address, such as mlflow+https://tracking.example, takes a login.';
  return usageError(`No credentials are kept for the profile ${name}: it is no MLflow server with an address.`, hint);
}
