import type { HyperDriveRun, UploadNotice, UploadProgress, Workspace } from '@hyperdrive-run/sdk';
import { CliError } from '../context/cli-error.js';
import { type CommandContext, note } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { formatBytes } from '../output/format/format-bytes.js';
import { jobToSubmit } from './job-to-submit.js';
import type { ReadSweepFile } from './read-sweep-file.js';

/** Uploads that are smaller are over before anybody wonders. */
const longUploadBytes = 20_000_000;

/**
 * Submits a job of Azure ML: says before what is uploaded, and how far it is where that takes long. Ctrl+C, or a signal to end,
 * stops it.
 * @throws CliError where it was stopped
 */
export async function submitJob(
  context: CommandContext,
  workspace: Workspace,
  file: ReadSweepFile,
): Promise<HyperDriveRun> {
  const experiment = workspace.experiment(file.experimentName);
  const tenths = new Map<string, number>();
  const job = {
    ...jobToSubmit(context, file),
    onUpload: (notices: readonly UploadNotice[]) =>
      notices.forEach((notice) => void note(context, describeUpload(notice))),
    onProgress(progress: UploadProgress, what: string) {
      const tenth = tenthOf(progress);
      if (progress.totalBytes < longUploadBytes || (tenths.get(what) ?? 0) >= tenth) return;
      tenths.set(what, tenth);
      void note(context, describeProgress(progress, what));
    },
  };
  const stop = new AbortController();
  const release = context.io.onStopSignal(() => stop.abort(stopped(context)));
  try {
    return await experiment.submit(job, { signal: stop.signal });
  } finally {
    release();
  }
}

function stopped(context: CommandContext): CliError {
  return new CliError({
    message: 'The submit was stopped.',
    hint: `What was uploaded is found again by the next one. If its job was on its way, it is here: ${commandLine(context, 'list')}`,
  });
}

function tenthOf({ bytes, totalBytes }: UploadProgress): number {
  return totalBytes === 0 ? 0 : Math.floor((bytes / totalBytes) * 10);
}

function describeProgress({ bytes, totalBytes }: UploadProgress, what: string): string {
  return `${what}: ${formatBytes(bytes)} of ${formatBytes(totalBytes)} uploaded`;
}

/** `trial.code: 12 files, 3.4 MB, without what .amlignore leaves out; largest: data.bin 3.0 MB, train.py 1.2 kB`. */
function describeUpload({ what, files, bytes, largest, ignoreFile }: UploadNotice): string {
  const ignored = ignoreFile === undefined ? '' : `, without what ${ignoreFile} leaves out`;
  const list = largest.map(({ path, size }) => `${path} ${formatBytes(size)}`).join(', ');
  const count = `${files} ${files === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}`;
  return escapeAsOneLine(`${what}: ${count}${ignored}; largest: ${list}`);
}
