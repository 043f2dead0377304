import { describe, expect, it } from 'vitest';
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
