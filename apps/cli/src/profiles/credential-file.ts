import path from 'node:path';
import type { CliIo } from '../context/cli-io.js';
import { readConfigFile, textOf, writeConfigFile } from './config-file.js';
import { configFolder } from './config-folder.js';

/** Who asks an MLflow server: a user with a password, or a token. */
export type MlflowCredential = string | { readonly username: string; readonly password: string };

interface KeptCredential {
  /** Its address, as {@link serverOf} writes it. */
  readonly server: string;
  readonly credential: MlflowCredential;
}

/**
 * The address of an MLflow server by which its credentials are kept: of whatever reaches the same server the same.
 * @param uri as `--backend` takes it
 * @returns `undefined` for Azure, whose tokens `az` has, and for whatever is no MLflow server at an address
 */
export function serverOf(uri: string): string | undefined {
  if (!/^mlflow\+https?:/i.test(uri)) return undefined;
  const address = uri.slice('mlflow+'.length);
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/+$/, '');
}

/**
 * What `backend login` kept for a server. It goes to that server and no other.
 * @throws CliError where the file is broken
 */
export function keptCredential(io: Pick<CliIo, 'env' | 'cwd'>, uri: string): MlflowCredential | undefined {
  const server = serverOf(uri);
  if (server === undefined) return undefined;
  return readAll(io).find((kept) => kept.server === server)?.credential;
}

/** Keeps the credentials for a server in a file that its owner alone can read; `undefined` forgets them. */
export function keepCredential(
  io: Pick<CliIo, 'env' | 'cwd'>,
  server: string,
  credential: MlflowCredential | undefined,
): void {
  const known = readAll(io);
  const others = known.filter((kept) => kept.server !== server);
  if (credential === undefined && others.length === known.length) return;
  const all = credential === undefined ? others : [...others, { server, credential }];
  const credentials = all.map((kept) => ({
    server: kept.server,
    ...(typeof kept.credential === 'string' ? { token: kept.credential } : kept.credential),
  }));
  writeConfigFile(fileOf(io), { credentials }, 0o600);
}

function readAll(io: Pick<CliIo, 'env' | 'cwd'>): readonly KeptCredential[] {
  return readConfigFile(fileOf(io), toCredentials) ?? [];
}

function fileOf(io: Pick<CliIo, 'env' | 'cwd'>): string {
  return path.join(configFolder(io), 'credentials.json');
}

function toCredentials(content: unknown): readonly KeptCredential[] | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const listed: unknown = 'credentials' in content ? content.credentials : undefined;
  if (!Array.isArray(listed)) return undefined;
  const kept = listed.flatMap((each: unknown) => toCredential(each) ?? []);
  return kept.length < listed.length ? undefined : kept;
}

function toCredential(content: unknown): KeptCredential | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const [server, token] = [textOf(content, 'server'), textOf(content, 'token')];
  const [username, password] = [textOf(content, 'username'), textOf(content, 'password')];
  if (server === undefined) return undefined;
  if (token !== undefined) return { server, credential: token };
  return username === undefined || password === undefined ? undefined : { server, credential: { username, password } };
}
