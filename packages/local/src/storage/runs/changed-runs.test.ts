import { describe, expect, it } from 'vitest';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';

describe('runs', () => {
  it('are created and changed together with what the engine remembers of them', async () => {
    const store = await openTemporaryStore();
    const run = store.createRun({ scope: garden, runId: 'a', engineState: new Map([['step', 1]]) });
    expect(store.getEngineState(run)).toStrictEqual(new Map([['step', 1]]));
    store.changeRun(run, { status: 'Queued', engineState: new Map([['step', 2]]) });
    expect([store.getEngineState(run), store.getRun(run)?.status]).toStrictEqual([new Map([['step', 2]]), 'Queued']);
  });

  it('are changed without being read again as with it, and listeners find them changed', async () => {
    const store = await openTemporaryStore();
    const [one, other] = ['a', 'b'].map((runId) =>
      store.createRun({ scope: garden, runId, tags: new Map([['old', '1']]), warnings: ['first'] }),
    );
    if (one === undefined || other === undefined) throw new Error('They were not created.');
    const published: (string | undefined)[] = [];
    store.subscribe((change) => published.push(change.kind === 'run-updated' ? change.run.status : change.kind));
    const update = {
      status: 'Running',
      setTags: new Map([['new', '2']]),
      removeTags: ['old'],
      addProperties: new Map([['p', 'q']]),
      addWarnings: ['second'],
    };
    store.changeRun(one, update);
    const { tags, properties, warnings, status } = store.updateRun(other, update);
    expect(store.getRun(one)).toMatchObject({ tags, properties, warnings, status });
    expect([warnings, published]).toEqual([
      ['first', 'second'],
      ['Running', 'Running'],
    ]);
    expect(() => store.changeRun({ scope: garden, runId: 'nobody' }, {})).toThrow(
      expect.objectContaining({ code: 'run-not-found' }),
    );
  });
});
