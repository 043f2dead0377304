import { describe, expect, it } from 'vitest';
import type { GetChildrenOptions } from './base-run.js';
import { contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';
import { Workspace } from './workspace.js';

function openChild() {
  const tags = new Map([['kept', '1']]);
  const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ tags }] });
  return new Workspace(new InMemoryBackend(scope, [sweep])).experiment().getRun('HD_1_0');
}

describe('managing a run', () => {
  it('sets and removes tags, and answers all of them', async () => {
    const run = await openChild();
    expect(await run.setTags({ note: 'a' })).toEqual(
      new Map([
        ['kept', '1'],
        ['note', 'a'],
      ]),
    );
    expect(await run.setTags(new Map([['__proto__', 'b']]))).toContainEqual(['__proto__', 'b']);
    expect(await run.removeTags(['note', 'never there'])).toEqual(
      new Map([
        ['kept', '1'],
        ['__proto__', 'b'],
      ]),
    );
    expect(await run.getTags()).toEqual(
      new Map([
        ['kept', '1'],
        ['__proto__', 'b'],
      ]),
    );
  });

  it('adds properties and sets what people see', async () => {
    const run = await openChild();
    expect(await run.addProperties({ p: 'q' })).toEqual(new Map([['p', 'q']]));
    await run.setDisplayName('first');
    await run.setDescription('the first one');
    expect([run.name, run.record?.description]).toEqual(['first', 'the first one']);
  });

  it('refuses a tag that is no text, and an empty name, and names them', async () => {
    const run = await openChild();
    const tags = JSON.parse('{"epochs": 3}');
    await expect(run.setTags(tags)).rejects.toThrow('tags.epochs is 3, but takes text');
    await expect(run.setDisplayName('')).rejects.toThrow('displayName is ""');
  });
});

describe('asking for a run', () => {
  it('tells its status with what the queue says, until there is nothing to say', async () => {
    const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ status: 'Queued' }] });
    const [child] = sweep.children;
    if (child === undefined) throw new Error('The sweep has no child.');
    const waiting = { ...child, record: { ...child.record, queueMessage: 'waiting for nodes' } };
    const backend = new InMemoryBackend(scope, [{ ...sweep, children: [waiting] }]);
    const run = await new Workspace(backend).experiment().getRun('HD_1_0');
    expect(await run.getDetailedStatus()).toEqual({ status: 'Queued', message: 'waiting for nodes' });
    backend.load(makeSweep({ scope, runId: 'HD_1', children: [{ status: 'Completed' }] }));
    expect(await run.getDetailedStatus()).toEqual({ status: 'Completed', message: undefined });
    // A run that has ended is not asked for again, unless that is wanted.
    backend.load({ ...sweep, children: [waiting] });
    expect(await run.getDetailedStatus()).toEqual({ status: 'Completed', message: undefined });
    expect(await run.getDetailedStatus({ refresh: true })).toEqual({ status: 'Queued', message: 'waiting for nodes' });
  });

  it('answers the children with all of the given tags and properties, of a status and a type', async () => {
    const tags = (value: string) =>
      new Map([
        ['fold', value],
        ['__proto__', 'a'],
      ]);
    const made = makeSweep({
      scope,
      runId: 'HD_1',
      children: [{ tags: tags('1'), status: 'Failed' }, { tags: tags('2') }, { tags: tags('2') }, {}],
    });
    const children = made.children.map((child, position) => ({
      ...child,
      record: {
        ...child.record,
        properties: new Map([['kind', position < 2 ? 'early' : 'late']]),
        runType: position === 3 ? 'other' : 'azureml.scriptrun',
      },
    }));
    const experiment = new Workspace(new InMemoryBackend(scope, [{ ...made, children }])).experiment();
    const sweep = await experiment.getRun('HD_1');
    const numbers = async (options: GetChildrenOptions): Promise<string[]> => {
      const found: string[] = [];
      for await (const child of sweep.getChildren(options)) found.push(child.id.replace('HD_1_', ''));
      return found;
    };
    expect(await numbers({})).toEqual(['3', '2', '1', '0']);
    expect(await numbers({ tags: { fold: '2' } })).toEqual(['2', '1']);
    expect(await numbers({ tags: 'fold' })).toEqual(['2', '1', '0']);
    expect(await numbers({ properties: { kind: 'late' } })).toEqual(['3', '2']);
    expect(await numbers({ tags: { fold: '2' }, properties: { kind: 'late' } })).toEqual(['2']);
    expect(await numbers({ type: 'other' })).toEqual(['3']);
    expect(await numbers({ status: 'Failed', type: 'azureml.scriptrun' })).toEqual(['0']);
    expect(await numbers({ tags: { fold: '3' } })).toEqual([]);
    expect(await numbers({ type: 'OTHER' })).toEqual([]);
  });
});
