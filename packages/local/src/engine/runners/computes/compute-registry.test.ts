import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackendError, InvalidArgumentError } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../storage/files/disk-run-files.js';
import { createFakeRunner } from '../../__fixtures__/fake-runner.js';
import { launchesIn } from '../launches/__fixtures__/launches-in.js';
import type { ComputeEngine, OpenedCompute } from './compute-engine.js';
import { type ComputeRegistry, openComputeRegistry } from './compute-registry.js';

/** An engine that records what its runners and looks are made from. */
function recordingEngine(): ComputeEngine & { readonly opened: OpenedCompute[] } {
  const opened: OpenedCompute[] = [];
  return {
    opened,
    schemes: ['garden'],
    displayName: 'Garden',
    addressForm: 'garden:BED',
    findFault: ({ uri }) => (uri === 'garden:' ? { option: 'uri', takes: 'a bed after garden:' } : undefined),
    findUnrunnable: () => [],
    createRunner(compute) {
      opened.push(compute);
      return createFakeRunner(() => ({}), { name: compute.compute.name });
    },
    check: async (compute) => {
      opened.push(compute);
      return { engine: 'Garden 1', problems: [] };
    },
  };
}

interface Opened {
  readonly folder: string;
  readonly engine: ReturnType<typeof recordingEngine>;
  readonly registry: ComputeRegistry;
}

async function open(isUsed: (name: string) => boolean = () => false): Promise<Opened> {
  const folder = await temporaryFolder();
  const engine = recordingEngine();
  return { folder, engine, registry: again(folder, engine, isUsed) };
}

function again(folder: string, engine: ComputeEngine, isUsed: (name: string) => boolean = () => false) {
  const [now, nowhere] = [() => new Date(), () => undefined];
  const launches = launchesIn(folder);
  const callService = async () => ({ status: 503, text: '' });
  const files = createRunFiles(folder);
  const host = { folder, files, now, launches, serviceAddress: nowhere, advertisedAddress: nowhere, callService };
  return openComputeRegistry({ folder, engines: [engine], host, isUsed });
}

const compute = (fields: Readonly<Record<string, JsonValue>>) => new Map(Object.entries(fields));
const bed = compute({ name: 'bed', uri: 'garden:south', cpus: 2, memoryBytes: 1024, setup: ['module load spade'] });

describe('the computes of a service', () => {
  it('are kept as they were added, in their order, for the next service too', async () => {
    const { folder, engine, registry } = await open();
    registry.add(bed, undefined);
    registry.add(compute({ name: 'other', uri: 'garden:north', sharedFolder: '/shared' }), 'secret');
    const expected = [
      {
        name: 'bed',
        uri: 'garden:south',
        resources: { cpus: 2, gpus: undefined, memoryBytes: 1024 },
        sharedFolder: undefined,
        setup: ['module load spade'],
      },
      expect.objectContaining({ name: 'other', sharedFolder: '/shared', setup: [] }),
    ];
    expect(registry.list()).toEqual(expected);
    expect(again(folder, engine).list()).toEqual(expected);
  });

  it('hand their token to their engine alone, and keep it where only the owner can read it', async () => {
    const { folder, engine, registry } = await open();
    registry.add(bed, 'secret');
    registry.runners();
    await registry.check('bed', {});
    expect(engine.opened.map(({ token }) => token)).toEqual(['secret', 'secret']);
    expect(JSON.stringify(registry.list())).not.toContain('secret');
    expect(statSync(join(folder, 'computes.json')).mode & 0o777).toBe(0o600);
  });

  it('close their file to others also where somebody had opened it', async () => {
    const { folder, registry } = await open();
    registry.add(bed, 'secret');
    chmodSync(join(folder, 'computes.json'), 0o644);
    registry.add(compute({ name: 'other', uri: 'garden:north' }), undefined);
    expect(statSync(join(folder, 'computes.json')).mode & 0o777).toBe(0o600);
  });

  it('have one runner each, and a new one once they are added anew', async () => {
    const { registry } = await open();
    registry.add(bed, undefined);
    const [first] = registry.runners();
    expect(registry.runners()).toEqual([first]);
    registry.remove('bed');
    expect(registry.runners()).toEqual([]);
    registry.add(bed, 'another token');
    expect(registry.runners()[0]).not.toBe(first);
  });

  it('cannot be added twice, nor removed while sweeps run on them', async () => {
    const { registry } = await open((name) => name === 'bed');
    registry.add(bed, undefined);
    expect(() => registry.add(bed, undefined)).toThrow('The service has a compute bed already.');
    expect(() => registry.remove('bed')).toThrow('Sweeps that have not ended run on the compute bed.');
    expect(registry.list()).toHaveLength(1);
  });

  it('that do not exist are refused with the names that do', async () => {
    const { registry } = await open();
    registry.add(bed, undefined);
    const error: unknown = await registry.check('bad', {}).catch((caught: unknown) => caught);
    expect(BackendError.isInstance(error) && [error.code, error.message]).toEqual([
      'refused',
      'The service has no compute "bad": it has bed.',
    ]);
  });

  it('take no token where their engine knows none, and no message shows it', async () => {
    const { folder, engine } = await open();
    const registry = again(folder, { ...engine, withoutToken: 'gardens are open' });
    expect(() => registry.add(bed, 'secret')).toThrow('token is "(not shown)", but takes nothing: gardens are open.');
    expect(registry.add(bed, undefined).name).toBe('bed');
  });

  it('of an engine that this version does not know stay in the file and are not used', async () => {
    const { folder, engine, registry } = await open();
    registry.add(bed, undefined);
    const file = join(folder, 'computes.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('garden:', 'jungle:'));
    expect([again(folder, engine).list(), again(folder, engine).runners()]).toEqual([[], []]);
    again(folder, engine).add(compute({ name: 'other', uri: 'garden:north' }), undefined);
    expect(readFileSync(file, 'utf8')).toContain('jungle:');
  });

  it('in a file that is damaged are an error that names it', async () => {
    const { folder, registry } = await open();
    writeFileSync(join(folder, 'computes.json'), '{"computes": [1]}');
    expect(() => registry.list()).toThrow(/computes\.json should hold computes/);
  });
});

describe('a compute that is added', () => {
  it.each([
    [{ name: 'local' }, 'name is "local", but takes another name: local is this machine.'],
    [{ name: 'a b' }, /^name is "a b", but takes up to 63 letters/],
    [{ uri: 'jungle:1' }, 'uri is "jungle:1", but takes garden:BED.'],
    [{ uri: 7 }, 'uri is 7, but takes garden:BED.'],
    [{ uri: 'garden:' }, 'uri is "garden:", but takes a bed after garden:.'],
    [{ cpus: 0.5 }, 'cpus is 0.5, but takes a whole number of at least 1.'],
    [{ gpus: -1 }, 'gpus is -1, but takes a whole number of at least 0.'],
    [{ memoryBytes: '4 GB' }, 'memoryBytes is "4 GB", but takes a whole number of at least 1.'],
    [{ sharedFolder: 'shared' }, 'sharedFolder is "shared", but takes the absolute path of a folder.'],
    [{ setup: ['a\nb'] }, /^setup is .*, but takes lines of sh, one a value\.$/],
    [{ token: 'x' }, /^token is "x", but takes nothing: a compute has name, uri/],
  ] satisfies readonly (readonly [Readonly<Record<string, JsonValue>>, string | RegExp])[])(
    'with %j is refused by the name of the option',
    async (change, message) => {
      const { registry } = await open();
      const fields = compute({ name: 'bed', uri: 'garden:south', ...change });
      expect(() => registry.add(fields, undefined)).toThrow(message);
      expect(() => registry.add(fields, undefined)).toThrow(InvalidArgumentError);
      expect(registry.list()).toEqual([]);
    },
  );
});
