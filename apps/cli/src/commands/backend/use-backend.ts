import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { keepCredential, serverOf } from '../../profiles/credential-file.js';
import { builtInBackend, type Profile, unknownProfile } from '../../profiles/profile.js';
import { readProfiles, writeProfiles } from '../../profiles/profile-file.js';
import { profileToJson } from './list-backends.js';

/** `hyperdrive backend use NAME`: which profile is used where none is named; `local` for none. */
export async function useBackend(context: CommandContext, name: string): Promise<ExitCode> {
  const { io, globals } = context;
  const { profiles } = readProfiles(io);
  const used = name === builtInBackend ? undefined : profileOf(profiles, name).name;
  writeProfiles(io, { used, profiles });
  if (globals.json) await printJson(io, jsonFields({ used: used ?? builtInBackend }));
  else {
    await note(context, used === undefined ? 'Used from now on: the local service.' : `Used from now on: ${used}.`);
    const variable = io.env['HYPERDRIVE_BACKEND'] ?? '';
    if (variable !== '') await note(context, 'HYPERDRIVE_BACKEND is set, and goes before it.');
  }
  return exitCode.ok;
}

/** `hyperdrive backend remove NAME`: forgets a profile, and the credentials that no other one needs. */
export async function removeBackend(context: CommandContext, name: string): Promise<ExitCode> {
  const { io, globals } = context;
  const { used, profiles } = readProfiles(io);
  const removed = profileOf(profiles, name);
  const others = profiles.filter((profile) => profile !== removed);
  const server = serverOf(removed.backend);
  const isNeeded = others.some(({ backend }) => serverOf(backend) === server);
  // Credentials first: a profile without them does no harm, and they without a profile would be forgotten.
  if (server !== undefined && !isNeeded) keepCredential(io, server, undefined);
  writeProfiles(io, { used: used === name ? undefined : used, profiles: others });
  if (globals.json) await printJson(io, profileToJson(context, removed, undefined));
  else await note(context, `Removed ${removed.name}.`);
  return exitCode.ok;
}

/** @throws CliError that names the profiles that there are */
export function profileOf(profiles: readonly Profile[], name: string): Profile {
  const found = profiles.find((profile) => profile.name === name);
  if (found === undefined) throw unknownProfile(name, profiles);
  return found;
}
