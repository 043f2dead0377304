import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { sendLongBodies } from './__fixtures__/send-long-bodies.js';
import { experiment, startTestService, workspace } from './__fixtures__/start-test-service.js';
import { bodyLimits } from './http/body-limits.js';
import { parseInTurns } from './http/read-request.js';

/** How often the loop goes round while something is waited for. */
async function roundsDuring<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly rounds: number }> {
  let rounds = 0;
  let isOver = false;
  const round = (): void => {
    rounds += 1;
    if (!isOver) setImmediate(round);
  };
  setImmediate(round);
  const result = await work();
  isOver = true;
  return { result, rounds };
}

describe('a long body', () => {
  it('is parsed in slices, between which the loop goes round', async () => {
    const { result, rounds } = await roundsDuring(() => parseInTurns(`[${'1,'.repeat(1_000_000)}1]`, 'It'));
    expect(result).toHaveLength(1_000_001);
    expect(rounds).toBeGreaterThan(1);
  });

  it('of rows is stored whole, in its order', async () => {
    const { store, ask } = await startTestService({ limits: { bodyBytes: bodyLimits.rows } });
    store.createRun({ scope: garden, runId: 'HD_1' });
    const value = Array.from({ length: 2500 }, (_, step) => ({ step, data: { loss: step / 2 } }));
    const body = JSON.stringify({ values: [{ name: 'loss', value }] });
    expect((await ask('POST', `/metric/v2.0/${workspace}/runs/HD_1/batch`, { body })).status).toBe(200);
    const rows = store.readMetricRows({ scope: garden, runId: 'HD_1' }, 'loss');
    expect(rows.map(({ step }) => step)).toEqual(value.map(({ step }) => step));
  });

  it('of rows with one that is wrong stores none of them, and says which it is', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const value = [...Array.from({ length: 1500 }, (_, step) => ({ step, data: { loss: 1 } })), 7];
    const body = JSON.stringify({ values: [{ name: 'loss', value }] });
    const answer = await ask('POST', `/metric/v2.0/${workspace}/runs/HD_1/batch`, { body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('values.0.value.1500: an object was expected, but number was found');
    expect(store.listMetrics({ scope: garden, runId: 'HD_1' })).toEqual([]);
  });

  it('of rows that give a metric more than 1000 columns together stores none of them', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const batch = `/metric/v2.0/${workspace}/runs/HD_1/batch`;
    const columns = (from: number, count: number): string => {
      const value = Array.from({ length: count }, (_, n) => ({ data: { [`c${from + n}`]: 1 } }));
      return JSON.stringify({ values: [{ name: 'm', value }] });
    };
    const refused = await ask('POST', batch, { body: columns(0, 1001) });
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('1000 columns at most, all together'),
    ]);
    expect(store.listMetrics({ scope: garden, runId: 'HD_1' })).toEqual([]);
    expect((await ask('POST', batch, { body: columns(0, 1000) })).status).toBe(200);
    const wider = await ask('POST', batch, { body: columns(1000, 1) });
    expect([wider.status, wider.text]).toEqual([400, expect.stringContaining('the number of columns of metric')]);
    expect(store.readMetricRows({ scope: garden, runId: 'HD_1' }, 'm')).toHaveLength(1000);
  });

  it('has the limit of its route: a megabyte, or four of rows', async () => {
    const { ask, store } = await startTestService({ limits: { bodyBytes: 1e9 } });
    store.createRun({ scope: garden, runId: 'HD_1' });
    const run = `/history/v1.0/${experiment}/runs/HD_1`;
    const note = (length: number): string => JSON.stringify({ description: 'x'.repeat(length) });
    expect((await ask('PATCH', run, { body: note(1_000_000) })).status).toBe(200);
    expect((await ask('PATCH', run, { body: note(1_100_000) })).status).toBe(413);
    const batch = `/metric/v2.0/${workspace}/runs/HD_1/batch`;
    const rows = (length: number): string =>
      JSON.stringify({ values: [{ name: 'm', value: [{ data: { m: 'x'.repeat(length) } }] }] });
    expect((await ask('POST', batch, { body: rows(4_000_000) })).status).toBe(200);
    expect((await ask('POST', batch, { body: rows(4_300_000) })).status).toBe(413);
  });

  it('of an integer that nobody can mean is refused by its digits', async () => {
    const { ask, store } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const body = `{"values":[{"name":"m","value":[{"data":{"m":${'9'.repeat(50_000)}}}]}]}`;
    const { status, text } = await ask('POST', `/metric/v2.0/${workspace}/runs/HD_1/batch`, { body });
    expect(status).toBe(400);
    expect(text).toContain('an integer of at most 4300 digits');
  });

  it('about more things than one call may be about is refused with their number', async () => {
    const { ask } = await startTestService();
    const body = JSON.stringify({ runIds: Array.from({ length: 1001 }, (_, n) => `HD_${n}`) });
    const { status, text } = await ask('POST', `/history/v1.0/${experiment}/runs/runIds`, { body });
    expect(status).toBe(413);
    expect(text).toContain('A call may contain 1000 runIds at most, but this one has 1001');
  });

  it('is answered at the routes that take lists and filters, whatever it is filled with', async () => {
    const outcomes = await sendLongBodies([8000], (route) =>
      /\/batch$|runs:query$|runs\/search$|log-batch$/.test(route),
    );
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
