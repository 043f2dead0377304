import type { CliIo } from '../context/cli-io.js';
import type { BackendSource, GlobalOptions } from '../program/global-options.js';
import { builtInBackend, type Profile, unknownProfile } from './profile.js';
import { readProfiles } from './profile-file.js';

/** The options of a command line, of which none need be there. */
export type TypedOptions = Omit<GlobalOptions, 'backend' | 'backendSource'> & {
  readonly backend?: string | undefined;
};

/**
 * Decides where the sweeps of a command are. The first of these counts: `--backend`, `--profile`, `HYPERDRIVE_BACKEND`, the
 * profile that `backend use` chose, the local service. What a profile says beside the backend gives way to an option.
 * @throws CliError where a profile is named that there is none of, or the file of profiles is broken
 */
export function chooseBackend(options: TypedOptions, io: Pick<CliIo, 'env' | 'cwd'>): GlobalOptions {
  const { backend, profile, ...others } = options;
  if (backend !== undefined) return { ...others, backend, backendSource: 'option' };
  if (profile !== undefined) return ofProfile(others, findProfile(profile, io), 'profile');
  const set = io.env['HYPERDRIVE_BACKEND'] ?? '';
  if (set !== '') return { ...others, backend: set, backendSource: 'environment' };
  const { used, profiles } = readProfiles(io);
  if (used === undefined) return { ...others, backend: builtInBackend, backendSource: 'default' };
  const found = profiles.find(({ name }) => name === used);
  if (found === undefined) throw unknownProfile(used, profiles);
  return ofProfile(others, found, 'used-profile');
}

function findProfile(name: string, io: Pick<CliIo, 'env' | 'cwd'>): Profile {
  const { profiles } = readProfiles(io);
  const found = profiles.find((profile) => profile.name === name);
  if (found === undefined) throw unknownProfile(name, profiles);
  return found;
}

function ofProfile(
  options: Omit<TypedOptions, 'backend' | 'profile'>,
  { name, backend, experiment, armAddress }: Profile,
  backendSource: BackendSource,
): GlobalOptions {
  return {
    ...options,
    backend,
    backendSource,
    profile: name,
    experiment: options.experiment ?? experiment,
    armAddress: options.armAddress ?? armAddress,
  };
}

/** What named the backend of a command, for the beginning of a sentence about it. */
export function nameOfSource({ backendSource, profile = '' }: GlobalOptions): string {
  if (backendSource === 'environment') return 'HYPERDRIVE_BACKEND';
  if (backendSource === 'profile' || backendSource === 'used-profile') return `The backend of the profile ${profile}`;
  return '--backend';
}
