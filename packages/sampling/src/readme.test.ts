import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

it("tunes the README's function from a browser's bundle in a worker", async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  // A browser's bundle: an import of Node's would fail here.
  const { outputFiles } = await build({
    stdin: { contents: example.replace('console.log(', 'report('), resolveDir: folder, loader: 'ts' },
    banner: { js: 'const report = (values) => process.stdout.write(JSON.stringify(values));' },
    alias: { '@hyperdrive-run/sampling': `${folder}index.ts` },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    conditions: ['@hyperdrive-run/source'],
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', { eval: true, stdout: true });
  let printed = '';
  for await (const piece of worker.stdout) printed += String(piece);
  const values: { readonly x: number; readonly y: number } = JSON.parse(printed);
  expect(values.x).toBeCloseTo(2, 0);
  expect(values.y).toBeCloseTo(-1, 0);
});
