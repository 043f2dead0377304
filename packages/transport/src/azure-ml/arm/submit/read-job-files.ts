import type { CallOptions, LocalFiles, SweepJob } from '@hyperdrive-run/core/ports';
import { LocalFilesError } from '@hyperdrive-run/core/trial';
import { blobNames } from '../files/blob-names.js';
import { environmentVersion } from '../files/environment-version.js';
import { hashCode } from '../files/hash-code.js';
import { hashData } from '../files/hash-data.js';
import type { HashedTree, JobFiles } from './plan-submit.js';

/**
 * Lists and hashes what of this machine a job needs, each path once, and checks that all of it can be named in the storage. It
 * comes before the first request: what is wrong with a file is found while nothing is sent.
 * @throws LocalFilesError, with the key of the job, where something does not exist, is empty, or cannot be read or named
 */
export async function readJobFiles(job: SweepJob, files: LocalFiles, options: CallOptions = {}): Promise<JobFiles> {
  const { code, environment } = job.trial;
  const createHash = files.createHash.bind(files);

  async function read(path: string, hashTree: typeof hashData, parentLength: number): Promise<HashedTree> {
    const tree = await files.list(path, options);
    // Only the length of the hash is known yet, and only it counts.
    blobNames(tree, 'x'.repeat(parentLength));
    return { tree, hash: await hashTree(tree, createHash, options) };
  }

  const hashTreeOfCode: typeof hashData = (tree, create, call) => hashCode(tree.files, create, call);
  const known = new Map<string, Promise<HashedTree>>();
  const inputs = new Map<string, HashedTree>();
  const hashed = code?.kind === 'local' ? await named('trial.code', read(code.path, hashTreeOfCode, 0)) : undefined;
  for (const [name, input] of job.inputs) {
    if (input.kind !== 'asset' || input.source.kind !== 'local') continue;
    const { path } = input.source;
    const reading = known.get(path) ?? read(path, hashData, 'LocalUpload/'.length + 64);
    known.set(path, reading);
    inputs.set(name, await named(`inputs.${name}`, reading));
  }
  const isInline = environment.kind === 'inline';
  return { code: hashed, inputs, environmentVersion: isInline ? await environmentVersion(environment) : undefined };
}

/** Says in an error which key of the job names the files. */
async function named<T>(key: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!LocalFilesError.isInstance(error)) throw error;
    const { path, problem, hint, cause } = error;
    throw new LocalFilesError({ key, path, problem, hint, cause });
  }
}
