import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOf, mlflowRun, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect } from '../../__fixtures__/open-test-backend.js';
import { toMlflowName } from './mlflow-name.js';
import { namesOf, type RunNames } from './run-names.js';

const run = (...keys: readonly string[]): RunNames =>
  namesOf({ info: {}, data: { tags: keys.map((key) => ({ key, value: 'escaped' })) } });

const anyName = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.stringMatching(/^[_x0-9A-F?'/.]{1,16}$/).filter((name) => name !== ''),
);

describe('the names of a run', () => {
  it('are read back where we wrote all of them, and marked them', () => {
    for (const names of [run('hyperdrive.names'), run('hyperdrive.copyOf')]) {
      expect(names.nameOf('a_x003F_b')).toBe('a?b');
      expect(names.nameOf(toMlflowName('_x0041_'))).toBe('_x0041_');
    }
  });

  it('are what they are where others wrote them', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        fc.pre(!name.startsWith('hyperdrive.'));
        expect(run('note').nameOf(name)).toBe(name);
      }),
    );
    expect(namesOf({ info: {} }).nameOf('_x0041_')).toBe('_x0041_');
    const other = namesOf({ info: {}, data: { tags: [{ key: 'hyperdrive.names', value: 'otherwise' }] } });
    expect(other.nameOf('_x0041_')).toBe('_x0041_');
  });

  it('lead from any tag that is set to a key and back, on every run', () => {
    fc.assert(
      fc.property(anyName, fc.boolean(), (name, isOurs) => {
        const names = isOurs ? run('hyperdrive.names') : run();
        expect(names.nameOf(names.tagKeyOf(name))).toBe(name);
      }),
    );
  });

  it('behind a prefix of ours are ours, whoever wrote the run', () => {
    expect(run().nameOf('hyperdrive.property.it_x0027_s')).toBe("hyperdrive.property.it's");
    expect(run().nameOf('hyperdrive.tag.it_x0027_s')).toBe("it's");
  });
});

describe('metrics of runs of others and of ours', () => {
  const theirs = mlflowRun('t', { metrics: ['_x0041_', 'plain'], params: { _x0042_: '1' } });
  const ours = mlflowRun('o', { tags: { 'hyperdrive.names': 'escaped' }, metrics: ['_x005F_x0041_', 'a_x003F_b'] });

  async function open() {
    const asked: string[] = [];
    const { backend } = await openMlflow((call, { url }) => {
      if (call === 'runs/search') return { body: { runs: [theirs, ours] } };
      if (call === 'runs/get') return { body: { run: url.endsWith('=t') ? theirs : ours } };
      const key = new URL(url, 'http://h').searchParams.get('metric_key') ?? '';
      if (!callOf({ method: 'GET', url, headers: {}, body: '' }).startsWith('get-history')) return { body: {} };
      asked.push(key);
      return { body: { metrics: [{ key, value: 1, timestamp: 1, step: 0 }] } };
    });
    return { backend, asked };
  }

  it('have the names that they were given', async () => {
    const { backend, asked } = await open();
    const results = await collect(backend.getMetrics(['t', 'o']));
    const names = new Map(
      results.map((result) => [result.runId, result.kind === 'read' ? [...result.metrics.keys()] : []]),
    );
    expect(names).toEqual(
      new Map([
        ['t', ['_x0041_', 'plain']],
        ['o', ['_x0041_', 'a?b']],
      ]),
    );
    expect(asked.toSorted()).toEqual(['_x0041_', '_x005F_x0041_', 'a_x003F_b', 'plain']);
    expect((await backend.getRun('t')).parameters).toEqual(new Map([['_x0042_', '1']]));
    expect((await backend.getRun('o')).tags.has('hyperdrive.names')).toBe(false);
  });

  it('are asked for under the key of each run', async () => {
    const { backend, asked } = await open();
    const results = await collect(backend.getMetrics(['t', 'o'], { names: ['_x0041_'] }));
    expect(results.map((result) => result.kind === 'read' && result.metrics.has('_x0041_'))).toEqual([true, true]);
    expect(asked.toSorted()).toEqual(['_x0041_', '_x005F_x0041_']);
  });
});

describe('a tag that MLflow does not take', () => {
  it.each([
    ['a run of others', {}, 'hyperdrive.tag.a_x003F_b'],
    ['a copy', { 'hyperdrive.copyOf': 'k' }, 'a_x003F_b'],
  ])('is set and removed under one key on %s', async (_, tags, key) => {
    const { server, backend } = await openMlflow((call) =>
      call === 'runs/get' ? { body: { run: mlflowRun('p', { tags: { ...tags } }) } } : { body: {} },
    );
    await backend.updateRun('p', { setTags: new Map([['a?b', 'c']]), removeTags: ['a?b'] });
    const sent = server.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    expect(sent).toMatchObject([{ tags: [{ key, value: 'c' }] }, { key }]);
  });
});
