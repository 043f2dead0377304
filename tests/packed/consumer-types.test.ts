import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { runIn } from './empty-project.js';

const require = createRequire(import.meta.url);
const compiler = path.join(path.dirname(require.resolve('typescript-7/package.json')), 'bin/tsc');

/** A real signal goes in, and what was handed through goes on to the platform's own `fetch`. */
const consumer = `
import { HyperDriveError } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';

const controller = new AbortController();
const options: CallOptions = { signal: controller.signal };
const both: CallOptions = { signal: AbortSignal.any([controller.signal, AbortSignal.timeout(1000)]) };

export async function read({ signal }: CallOptions): Promise<Response> {
  signal?.throwIfAborted();
  signal?.addEventListener('abort', () => undefined, { once: true });
  return fetch('http://localhost', { signal: signal ?? null });
}
export const answers = [read(options), read(both), read({})];
export const isOurs = (error: unknown): boolean => HyperDriveError.isInstance(error) && error.isRetryable;
`;

const platforms: Record<string, { compilerOptions: object; nodeTypes?: string }> = {
  'the types of Node 20': { compilerOptions: { lib: ['ES2023'], types: ['node'] }, nodeTypes: '@types/node' },
  'the types of Node 24': { compilerOptions: { lib: ['ES2023'], types: ['node'] }, nodeTypes: '@types/node-24' },
  "a browser's types": { compilerOptions: { lib: ['ES2023', 'DOM'], types: [] } },
  'the types of Node 24 and of a browser at once': {
    compilerOptions: { lib: ['ES2023', 'DOM'], types: ['node'] },
    nodeTypes: '@types/node-24',
  },
};

describe("a consumer's own AbortSignal", () => {
  const folder = inject('projects')['@hyperdrive-run/core'] ?? '';

  /** What the compiler says of the consumer, nothing where it is content. */
  async function compile(platform: string, source: string): Promise<string> {
    const settings = platforms[platform];
    const project = path.join(folder, 'consumers', platform.replaceAll(/\W+/g, '-'));
    await mkdir(path.join(project, 'node_modules/@types'), { recursive: true });
    if (settings?.nodeTypes !== undefined) {
      const types = path.dirname(require.resolve(`${settings.nodeTypes}/package.json`));
      await symlink(types, path.join(project, 'node_modules/@types/node')).catch(() => undefined);
    }
    const base = {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      module: 'NodeNext',
    };
    await writeFile(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...base, ...settings?.compilerOptions } }),
    );
    await writeFile(path.join(project, 'package.json'), '{ "type": "module" }');
    await writeFile(path.join(project, 'consumer.ts'), source);
    return runIn(project, process.execPath, [compiler, '-p', '.']).catch(outputOf);
  }

  test.each(Object.keys(platforms))('passes under %s', async (platform) => {
    expect(await compile(platform, consumer)).toBe('');
  });

  test('what is no signal is refused', async () => {
    const wrong = `${consumer}\nexport const wrong: CallOptions = { signal: 'now' };`;
    expect(await compile('the types of Node 20', wrong)).toContain(
      "Type 'string' is not assignable to type 'AbortSignal'",
    );
  });
});

function outputOf(error: unknown): string {
  return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
}
