import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What a bundler that splits code makes of a page that connects. */
async function bundle(): Promise<Metafile> {
  const { metafile } = await build({
    stdin: {
      contents: "export { connect, HyperDriveRun } from '@hyperdrive-run/sdk';",
      resolveDir: path.join(root, 'apps/cli'),
    },
    conditions: ['@hyperdrive-run/source'],
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'never-written',
    write: false,
    metafile: true,
  });
  return metafile;
}

/** The sources that come with a file: its own, and those of all that it imports outright. */
function sourcesOf({ outputs }: Metafile, file: string): string[] {
  const files = new Set([file]);
  // A set is walked in the order in which it grows.
  for (const each of files) {
    for (const { path: imported, kind } of outputs[each]?.imports ?? []) {
      if (kind === 'import-statement') files.add(imported);
    }
  }
  return [...files].flatMap((each) => Object.keys(outputs[each]?.inputs ?? {}));
}

/** The file that begins with this source. */
function fileOf({ outputs }: Metafile, entryPoint: string): string {
  const [found] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint) ?? [];
  if (found === undefined) throw new Error(`Nothing was bundled for ${entryPoint}.`);
  return found;
}

const azureMl = 'packages/transport/src/azure-ml/azure-ml-backend.ts';
const mlflow = 'packages/transport/src/mlflow/mlflow-backend.ts';

describe('a bundle of a page that connects', () => {
  let metafile: Metafile;
  beforeAll(async () => {
    metafile = await bundle();
  });

  it('begins with a file that brings no adapter, no HTTP client and no schemas', () => {
    const sources = sourcesOf(metafile, fileOf(metafile, '<stdin>'));
    expect(sources).toContain('packages/sdk/src/connect.ts');
    expect(
      sources.filter((source) => [azureMl, mlflow].includes(source) || /node_modules\/(ky|zod)\//.test(source)),
    ).toEqual([]);
  });

  it('loads one adapter without the other', () => {
    const ofAzureMl = sourcesOf(metafile, fileOf(metafile, 'packages/transport/src/azure-ml.ts'));
    const ofMlflow = sourcesOf(metafile, fileOf(metafile, 'packages/transport/src/mlflow.ts'));
    expect([ofAzureMl.includes(azureMl), ofAzureMl.includes(mlflow)]).toEqual([true, false]);
    expect([ofMlflow.includes(mlflow), ofMlflow.includes(azureMl)]).toEqual([true, false]);
  });
});
