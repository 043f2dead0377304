import path from 'node:path';
import type { CliIo } from '../context/cli-io.js';
import { readConfigFile, textOf, writeConfigFile } from './config-file.js';
import { configFolder } from './config-folder.js';
import type { Profile } from './profile.js';

/** All profiles, and the one that is used where nothing else is named. */
export interface Profiles {
  readonly used?: string | undefined;
  readonly profiles: readonly Profile[];
}

/**
 * Reads the profiles of this user.
 * @throws CliError where their file is broken
 */
export function readProfiles(io: Pick<CliIo, 'env' | 'cwd'>): Profiles {
  return readConfigFile(fileOf(io), toProfiles) ?? { profiles: [] };
}

/** Replaces the profiles of this user. */
export function writeProfiles(io: Pick<CliIo, 'env' | 'cwd'>, profiles: Profiles): void {
  writeConfigFile(fileOf(io), profiles, 0o644);
}

function fileOf(io: Pick<CliIo, 'env' | 'cwd'>): string {
  return path.join(configFolder(io), 'profiles.json');
}

function toProfiles(content: unknown): Profiles | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const listed: unknown = 'profiles' in content ? content.profiles : undefined;
  if (!Array.isArray(listed)) return undefined;
  const profiles = listed.flatMap((each: unknown) => toProfile(each) ?? []);
  return profiles.length < listed.length ? undefined : { used: textOf(content, 'used'), profiles };
}

function toProfile(content: unknown): Profile | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const [name, backend] = [textOf(content, 'name'), textOf(content, 'backend')];
  if (name === undefined || backend === undefined) return undefined;
  return { name, backend, experiment: textOf(content, 'experiment'), armAddress: textOf(content, 'armAddress') };
}
