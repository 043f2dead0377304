#!/usr/bin/env node
// npm run rehearse-release: everything that a release does, on a registry on loopback, from a clone of the last commit. Versions,
// builds and packs the packages, looks at what is in them, publishes them, installs each alone with npm, pnpm and yarn, runs
// what their READMEs begin with, and publishes once more as a patch. Leaves nothing behind.

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkContents } from './contents/check-contents.mjs';
import { checkLicences, checkSize } from './installs/check-installed.mjs';
import { installAlone, managers } from './installs/install-alone.mjs';
import { importEverything } from './installs/use-package.mjs';
import { runQuickStarts } from './quick-starts/run-quick-starts.mjs';
import { prepareRelease } from './registry/prepare-release.mjs';
import { publish, publishedVersions } from './registry/publish.mjs';
import { startRegistry } from './registry/start-registry.mjs';
import { report, step } from './report.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const work = await mkdtemp(path.join(await realpath(tmpdir()), 'rehearsal-'));

try {
  await rehearse();
} finally {
  await rm(work, { recursive: true, force: true });
}
process.exitCode = report();

async function rehearse() {
  const release = await step('the last commit is cloned, installed, versioned, built and packed', () =>
    prepareRelease(root, path.join(work, 'clone')),
  );
  if (release === undefined) return;
  await step('every package has the same version, and asks for no workspace', () => checkContents(release));

  const registry = await startRegistry(path.join(work, 'registry'));
  try {
    await publishAndUse(registry, release);
  } finally {
    await registry.close();
  }
}

/**
 * @param {import('./registry/start-registry.mjs').Registry} registry
 * @param {import('./registry/prepare-release.mjs').PreparedRelease} release
 */
async function publishAndUse(registry, release) {
  const first = release.packages;
  await step(`${first.length} packages are published`, () => publish(registry, first));

  for (const manager of managers) {
    for (const packed of first) {
      await step(`${packed.name} is installed alone by ${manager.name} and imported`, async () => {
        const project = await installAlone(manager, registry, path.join(work, manager.name, packed.folder), [
          packed.name,
        ]);
        await importEverything(manager, project, packed);
        if (manager.name !== 'npm') return;
        await checkLicences(project);
        await checkSize(project, packed.name);
      });
    }
  }

  await runQuickStarts(registry, path.join(work, 'quick-starts'), first, root);

  await step('a repair is published as a patch, and is what an install brings', async () => {
    const patch = await release.patch();
    await publish(registry, patch.packages);
    for (const { name } of patch.packages) {
      const versions = await publishedVersions(registry, name);
      if (versions.latest !== patch.version || !versions.all.includes(release.version)) {
        throw new Error(`${name} has ${versions.all.join(', ')}, the latest is ${versions.latest}`);
      }
    }
  });
}
