import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

it('draws the quick start of the README from a bundle that brings nothing of Node or of a page', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  // A browser's bundle: an import of Node's would fail here, and use of the DOM when it is run.
  const { outputFiles } = await build({
    stdin: { contents: example, resolveDir: folder, loader: 'ts' },
    alias: { '@hyperdrive-run/charts': `${folder}index.ts` },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
  });
  const place = await mkdtemp(`${folder}../node_modules/.readme-`);
  try {
    await writeFile(`${place}/example.mjs`, outputFiles[0]?.text ?? '');
    const printed = execFileSync(process.execPath, [`${place}/example.mjs`], { encoding: 'utf8' });
    expect(printed).toMatch(/^The loss of 3 trials against each of 1 hyperparameter\. The best is 10 of trial 2\./u);
    expect(printed).toMatch(/<svg [\s\S]*lr \(log\)[\s\S]*<\/svg>/u);
  } finally {
    await rm(place, { recursive: true });
  }
});
