import { statSync } from 'node:fs';
import { launchWrapperFile, wrapperFolder } from '../../launches/launch-wrapper.js';
import { type CodeFile, listCodeFiles } from './code-files.js';
import { type CodePackage, packageFiles } from './code-package.js';

/** The packages of sweeps. */
export interface LaunchPackages {
  /**
   * The package of a snapshot, which does not change: it is read once.
   * @throws PackageTooLargeError, Error where a file cannot be read
   */
  of(folder: string): Promise<CodePackage>;
}

/** Where the wrapper is in a package, which is the folder that Ray starts jobs in. */
export const wrapperPath: string = `${wrapperFolder}/launch-wrapper`;

/** How many snapshots are remembered: a runner may work on some sweeps at a time. */
const remembered = 8;

export function createLaunchPackages(): LaunchPackages {
  const packages = new Map<string, Promise<CodePackage>>();
  return {
    of(folder) {
      const known = packages.get(folder);
      if (known !== undefined) return known;
      const made = Promise.resolve().then(() => packageLaunch(listCodeFiles(folder, [wrapperFolder])));
      packages.set(folder, made);
      made.catch(() => packages.delete(folder));
      for (const oldest of packages.keys()) {
        if (packages.size > remembered) packages.delete(oldest);
      }
      return made;
    },
  };
}

/**
 * What a node needs for launches: the code, and the wrapper in a folder of its own, which no trial gets a copy of.
 * @throws PackageTooLargeError, Error where a file cannot be read
 */
export function packageLaunch(code: readonly CodeFile[]): Promise<CodePackage> {
  const { size } = statSync(launchWrapperFile);
  const wrapper = { path: wrapperPath, source: launchWrapperFile, sizeBytes: size, isExecutable: false };
  return packageFiles([wrapper, ...code]);
}
