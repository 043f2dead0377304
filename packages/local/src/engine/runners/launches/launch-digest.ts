import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random text that is good for one launch. It survives shells, environments and URLs as it is. */
export function randomCode(): string {
  return randomBytes(32).toString('hex');
}

/** What is stored of a random text: who reads the store cannot use it. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a text is the one of a digest; takes as long whether or not it is. */
export function hasDigest(text: string, digest: string | undefined): boolean {
  if (digest === undefined) return false;
  return timingSafeEqual(Buffer.from(digestOf(text), 'hex'), Buffer.from(digest, 'hex'));
}
