import type { LocalFile, LocalFiles } from './local-files.js';
import type { SweepJob } from './sweep-job.js';

/** Files that a submit takes along, said before anything is sent. */
export interface UploadNotice {
  /** What they are: `trial.code`, or an input as in `inputs.iris`. */
  readonly what: string;
  /** The name of the folder, or of the single file. */
  readonly name: string;
  /** How many there are. */
  readonly files: number;
  /** How much there is. */
  readonly bytes: number;
  /** The largest files, at most five, largest first. */
  readonly largest: readonly Pick<LocalFile, 'path' | 'size'>[];
  /** The file whose rules left files out, such as `.amlignore`. */
  readonly ignoreFile: string | undefined;
}

/** How far the upload of one folder or file is. */
export interface UploadProgress {
  /** How many have arrived. */
  readonly files: number;
  /** How many there are. */
  readonly totalFiles: number;
  /** How much has arrived, parts of files included. */
  readonly bytes: number;
  /** How much there is. */
  readonly totalBytes: number;
}

/** A job to be submitted, with the files of this machine that it names. */
export interface JobSubmission {
  /** The job, as it was read from a sweep file. */
  readonly job: SweepJob;
  /** Where the files that it names are. */
  readonly files: LocalFiles;
  /** Is called once, before the first request. */
  readonly onUpload?: ((notices: readonly UploadNotice[]) => void) | undefined;
  /** Is called as files, and parts of large ones, arrive; with the key that names them, as in its {@link UploadNotice}. */
  readonly onProgress?: ((progress: UploadProgress, what: string) => void) | undefined;
}
