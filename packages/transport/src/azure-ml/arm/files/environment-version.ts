import { toHex } from './to-hex.js';

/** An environment that a sweep describes itself instead of naming one. */
export interface DescribedEnvironment {
  readonly image: string;
  /** The conda file as it is sent: YAML with its keys sorted. */
  readonly condaFile?: string | undefined;
}

/**
 * The version under which an environment without a name is kept, so that the same description is built once. azure-ai-ml puts
 * the image's hash between every two digits of the conda file's, which nobody may have meant, but which names existing ones.
 */
export async function environmentVersion({ image, condaFile }: DescribedEnvironment): Promise<string> {
  const imageHash = await sha256(image);
  if (condaFile === undefined || condaFile === '') return sha256(imageHash);
  return sha256([...(await sha256(condaFile))].join(imageHash));
}

async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
