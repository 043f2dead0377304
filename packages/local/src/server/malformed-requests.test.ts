import fc from 'fast-check';
import { expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../storage/scope-ids.js';
import { jsonAt } from './__fixtures__/json-at.js';
import { experiment, startTestService, workspace } from './__fixtures__/start-test-service.js';

const byId = `${workspace}/experimentids/${experimentIdOf(garden)}`;
const run = fc.constantFrom('HD_1', 'nobody', '%', '%2e%2e', 'a%00b', '%F0%9F%98%80', '__proto__');
const places = fc.constantFrom(experiment, byId, workspace, encodeURIComponent(experiment), `${workspace}/experiments`);

const paths = fc
  .record({
    area: fc.constantFrom('history/v1.0', 'metric/v2.0', 'artifact/v2.0', 'hyperdrive/v1.0'),
    place: places,
    run,
    ending: fc.constantFrom(
      'runs/RUN',
      'runs/RUN/children',
      'runs/RUN/details',
      'runs/RUN/token',
      'runs/RUN/tags',
      'runs/RUN/events',
      'runs/RUN/cancel',
      'runs/RUN/artifacts',
      'runs/RUN/metricsingest/wait',
      'runs/RUN/list',
      'runs/RUN/full',
      'runs/RUN/batch',
      'runs',
      'hdruns/RUN',
      'runs:query',
      'metrics:query',
      'runs/runIds',
      'batch/runs',
      'batch/events',
      'batchrundata',
      'artifacts/ExperimentRun/dcid.RUN',
      'artifacts/content/ExperimentRun/dcid.RUN/a',
      'artifacts/contentinfo/ExperimentRun/dcid.RUN/../b',
      'artifacts/prefix/contentinfo/ExperimentRun/dcid.RUN/a',
      'artifacts/batch/metadata/ExperimentRun/dcid.RUN',
      '',
    ),
    query: fc.constantFrom(
      '',
      '?$top=x',
      '?$top=1e3',
      '?$filter=%22',
      '?$continuationToken=W10',
      '?$orderby=x',
      '?sig=a.b.c',
      '?%',
    ),
  })
  .map(({ area, place, run: id, ending, query }) => `/${area}/${place}/${ending.replace('RUN', id)}${query}`);

/** Bodies that are nearly right: the right words in the wrong places. */
const words = fc.constantFrom(
  'values',
  'name',
  'value',
  'data',
  'runs',
  'runId',
  'runIds',
  'requests',
  'events',
  'filter',
  'tags',
  '__proto__',
  'paths',
  'metricName',
  'continuationToken',
  'top',
  'timestamp',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom(
      null,
      true,
      -1,
      0.5,
      1e300,
      '',
      'a',
      'Microsoft.MachineLearning.Run.Start',
      'RunId eq HD_1',
      '2026-01-01',
      '\u0000',
    ),
    words,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(words, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
})).value;
const bodies = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.constantFrom('{', '[NaN', '"', '[[[['),
);

it("is never a failure of the service: each malformed request is answered, and with the protocol's body where refused", async () => {
  const failures: unknown[] = [];
  const { store, ask } = await startTestService({ onFailure: (error) => failures.push(error) });
  store.createRun({ scope: garden, runId: 'HD_1' });
  const methods = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT');
  await fc.assert(
    fc.asyncProperty(methods, paths, bodies, async (method, path, body) => {
      const answer = await ask(method, path, method === 'GET' ? {} : { body });
      expect(failures).toEqual([]);
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) {
        expect(jsonAt(answer.json, 'error', 'details')).toBeInstanceOf(Array);
        expect(jsonAt(answer.json, 'error', 'message')).not.toBe('');
      }
    }),
    { numRuns: 400 },
  );
});
