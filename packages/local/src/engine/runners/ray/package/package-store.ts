import type { RayClient } from '../client/ray-client.js';
import type { CodePackage } from './code-package.js';

/** The packages that a head keeps. */
export interface PackageStore {
  /**
   * Sends a package where the head does not keep it: not yet, or no more, as it drops what no job uses.
   * @throws BackendError, PackageTooLargeError, Error where a file cannot be read
   */
  ensure(code: CodePackage): Promise<void>;
}

export function createPackageStore(client: RayClient): PackageStore {
  /** Packages that are being sent: trials of one sweep start together. */
  const sending = new Map<string, Promise<void>>();

  return {
    async ensure(code) {
      const { name } = code;
      await sending.get(name);
      // Asking makes the head keep it for some minutes more.
      if (await client.hasPackage(name)) return;
      const sent = sending.get(name) ?? code.zip().then((zip) => client.putPackage(name, zip));
      sending.set(name, sent);
      try {
        await sent;
      } finally {
        sending.delete(name);
      }
    },
  };
}
