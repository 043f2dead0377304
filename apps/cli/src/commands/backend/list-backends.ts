import type { JsonObject } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { printTable } from '../../output/tables/print-table.js';
import { keptCredential } from '../../profiles/credential-file.js';
import type { Profile } from '../../profiles/profile.js';
import { readProfiles } from '../../profiles/profile-file.js';

/** `hyperdrive backend list`: the profiles, the used one marked, and for which of them credentials are kept. */
export async function listBackends(context: CommandContext): Promise<ExitCode> {
  const { io, globals } = context;
  const { used, profiles } = readProfiles(io);
  if (globals.json) {
    await printJson(
      io,
      profiles.map((profile) => profileToJson(context, profile, used)),
    );
    return exitCode.ok;
  }
  if (profiles.length === 0) {
    await note(context, `No profile was added. Add one with: ${commandLine(context, 'backend', 'add', 'NAME', 'URI')}`);
    return exitCode.ok;
  }
  const style = styleFor(io.stdout, io.env);
  const cells = (profile: Profile): readonly string[] => [
    profile.name,
    profile.name === used ? 'used' : '',
    escapeForTerminal(profile.backend),
    escapeForTerminal(profile.experiment ?? ''),
    hasCredential(context, profile) ? 'kept' : '',
  ];
  const shown = ([name = '', mark = '', ...others]: readonly string[]): readonly string[] => [
    mark === '' ? name : style.bold(name),
    style.green(mark),
    ...others,
  ];
  const rows = profiles.map(cells);
  await printTable(io, {
    plain: () => ({ names: ['name', 'used', 'backend', 'experiment', 'credentials'], rows }),
    layouts: () => [
      { headings: ['profile', '', 'backend', 'experiment', 'credentials'], rows: rows.map(shown), elastic: 2 },
    ],
  });
  return exitCode.ok;
}

/** A profile as `--json` shows it: whether there are credentials, and never which. */
export function profileToJson(context: CommandContext, profile: Profile, used: string | undefined): JsonObject {
  return jsonFields({
    ...profile,
    used: profile.name === used,
    hasCredentials: hasCredential(context, profile),
  });
}

function hasCredential({ io }: CommandContext, { backend }: Profile): boolean {
  return keptCredential(io, backend) !== undefined;
}
