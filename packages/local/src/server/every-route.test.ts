import { dataContainerIdOf } from '@hyperdrive-run/transport/wire';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../storage/scope-ids.js';
import { fillPattern, type Route } from './__fixtures__/routes-of.js';
import { startTestService, type TestService } from './__fixtures__/start-test-service.js';

/** What is answered without a token, and why. A route that is not here and answers without one fails. */
const openRoutes: ReadonlyMap<string, string> = new Map([
  ['/discovery', 'tells the address that was asked'],
  ['/discovery/*', 'tells the address that was asked'],
]);

/** The id of the model that a run has logged. */
const modelOf = (runId: string): string => `m-${runId}`;

/** The path of a route, about one run. */
function pathAbout(runId: string, { pattern }: Route): string {
  const parts = new Map([
    ['subscription', garden.subscriptionId],
    ['group', garden.resourceGroup],
    ['workspace', garden.workspaceName],
    ['experiment', garden.experimentName],
    ['experimentId', experimentIdOf(garden)],
    ['run', runId],
    ['container', dataContainerIdOf(runId)],
    ['path', 'outputs/model.txt'],
    ['model', modelOf(runId)],
    ['tag', 'stolen'],
  ]);
  return fillPattern(pattern, (part) => encodeURIComponent(parts.get(part) ?? runId)).replace(/%2F(?=model)/, '/');
}

/** Bodies that hold what any writing route takes, about one run. */
function bodiesAbout(runId: string): readonly string[] {
  const run = { runId, tags: { stolen: 'yes' }, properties: { stolen: 'yes' }, description: 'stolen' };
  const event = { name: 'Microsoft.MachineLearning.Run.Warning', data: { RunId: runId, message: 'stolen' } };
  const values = [{ name: 'loss', value: [{ data: { loss: 1 } }] }];
  const mlflow = { run_id: runId, run_uuid: runId, key: 'stolen', value: '1', timestamp: 1, step: 0, status: 'KILLED' };
  const lists = {
    tags: [
      { key: 'stolen', value: 'yes' },
      { key: 'mlflow.parentRunId', value: runId },
    ],
    metrics: [{ key: 'stolen', value: 1, timestamp: 1, step: 0 }],
    params: [{ key: 'stolen', value: 'yes' }],
    datasets: [{ dataset: { name: 'stolen', digest: 'a' } }],
  };
  return [
    JSON.stringify({ ...run, ...event, values, runs: [run], events: [event], paths: [{ path: 'a' }] }),
    JSON.stringify({
      ...mlflow,
      ...lists,
      experiment_id: '0',
      source_run_id: runId,
      model_id: modelOf(runId),
      models: [{ model_id: modelOf(runId) }],
    }),
    '["kept"]',
    '',
  ];
}

/** A sweep with two trials. `changes` names what was written, once something is. */
async function startSweep(): Promise<TestService & { readonly changes: string[] }> {
  const service = await startTestService();
  for (const runId of ['HD_1', 'HD_1_0', 'HD_1_1']) {
    const parentRunId = runId === 'HD_1' ? undefined : 'HD_1';
    service.store.createRun({ scope: garden, runId, parentRunId, tags: new Map([['kept', 'yes']]) });
    service.engine.owned.add(runId);
    const record = new Map([['tags', new Map([['stolen', 'no']])]]);
    service.store.models.save({ modelId: modelOf(runId), scope: garden, runId, record });
  }
  const changes: string[] = [];
  service.store.subscribe((change) => {
    const runId = change.kind === 'metrics-logged' ? change.key.runId : change.run.runId;
    changes.push(`${change.kind} ${runId}`);
  });
  return { ...service, changes };
}

describe('every route', () => {
  it('but those that are listed as open answers 401 without a token, with another one, and changes nothing', async () => {
    const { routes, ask, changes } = await startSweep();
    const answered: string[] = [];
    for (const route of routes) {
      for (const token of [null, 'another']) {
        const body = route.method === 'GET' ? {} : { body: bodiesAbout('HD_1_1')[0] };
        const { status } = await ask(route.method, pathAbout('HD_1_1', route), { token, ...body });
        if (status !== 401) answered.push(route.pattern);
      }
    }
    expect(new Set(answered)).toEqual(new Set(openRoutes.keys()));
    expect(changes).toEqual([]);
    expect(routes.length).toBeGreaterThan(40);
  });

  it("leaves another run as it is, whatever a trial's token asks for", async () => {
    const { routes, ask, auth, changes, engine, store } = await startSweep();
    const { token } = await auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
    const own = (): ReadonlySet<string> =>
      new Set(store.runAndBelow({ scope: garden, runId: 'HD_1_0' }).map(({ runId }) => runId));
    const othersChange = (change: string): boolean => !own().has(change.split(' ')[1] ?? '');
    const models = new Map(['HD_1_1', 'HD_1'].map((runId) => [runId, store.models.get(garden, modelOf(runId))]));
    for (const runId of models.keys()) {
      for (const route of routes.filter(({ method }) => method !== 'GET')) {
        for (const body of bodiesAbout(runId)) {
          const { status } = await ask(route.method, pathAbout(runId, route), { token, body });
          const what = `${route.method} ${route.pattern} ${body}: ${status}`;
          expect([what, ...changes.filter(othersChange)]).toEqual([what]);
          expect([
            what,
            store.models.get(garden, modelOf(runId)),
            ...store.models.linksOf({ scope: garden, runId }),
          ]).toEqual([what, models.get(runId)]);
        }
      }
    }
    expect([...engine.canceled, ...engine.submitted]).toEqual([]);
    expect(store.getRun({ scope: garden, runId: 'HD_1_1' })?.tags).toEqual(new Map([['kept', 'yes']]));
  });

  it("changes that run with the service's token, so that the test before has something to find", async () => {
    const writing = new Set<string>();
    const { routes, ask, changes, engine } = await startSweep();
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      for (const body of bodiesAbout('HD_1_1')) {
        const before = changes.length + engine.canceled.length;
        await ask(route.method, pathAbout('HD_1_1', route), { body });
        if (changes.length + engine.canceled.length > before) writing.add(`${route.method} ${route.pattern}`);
      }
    }
    const endings = [...writing].map((route) => `${route.split(' ')[0]} ${route.split('/').at(-1)}`);
    const expected = ['PATCH :run', 'DELETE tags', 'POST events', 'POST batch', 'PATCH runs', 'POST cancel'];
    expect(endings).toEqual(expect.arrayContaining(expected));
  });
});
