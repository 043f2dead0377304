import { InvalidArgumentError } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testScope } from '../__fixtures__/open-test-backend.js';
import { buildUrl } from '../http/requests/build-url.js';
import {
  experimentIdPath,
  experimentPath,
  experimentSegment,
  toAzureMlScope,
  workspacePath,
} from './addresses/azure-ml-scope.js';
import {
  contentEndpoint,
  contentInfoEndpoint,
  listFilesEndpoint,
  listFolderEndpoint,
} from './artifacts/artifact-endpoints.js';
import { cancelSweepEndpoint, createSweepEndpoint } from './hyperdrive/hyperdrive-endpoints.js';
import { fullMetricEndpoint, listMetricsEndpoint, metricBatchEndpoint } from './metrics/metric-endpoints.js';
import {
  cancelRunEndpoint,
  childRunsEndpoint,
  deleteTagsEndpoint,
  getRunEndpoint,
  patchRunEndpoint,
  queryRunsEndpoint,
  runDetailsEndpoint,
  sweepFilter,
} from './run-history/run-endpoints.js';

const scope = toAzureMlScope(testScope);
const ws = 'subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work%20space';
const home = experimentPath(scope, 'tulips');

describe('where things are', () => {
  it('encodes names in paths, and for the hyperdrive service the slashes between them too', () => {
    expect(workspacePath(scope)).toBe(ws);
    expect(home).toBe(`${ws}/experiments/tulips`);
    expect(experimentIdPath(scope, 'e 1')).toBe(`${ws}/experimentids/e%201`);
    expect(experimentSegment(scope, 'tulips')).toBe(encodeURIComponent(`${decodeURIComponent(ws)}/experiments/tulips`));
  });

  it('refuses a scope that lacks a part, naming it', () => {
    for (const part of ['subscriptionId', 'resourceGroup', 'workspaceName'] as const) {
      expect(() => toAzureMlScope({ ...testScope, [part]: '' })).toThrow(`scope.${part}`);
    }
    expect(() => toAzureMlScope({ ...testScope, experimentName: '' })).toThrow('scope.experimentName');
  });
});

describe('what to send', () => {
  it.each([
    ['a run', getRunEndpoint(home, 'a'), 'GET', `/history/v1.0/${home}/runs/a`],
    ['details', runDetailsEndpoint(home, 'a'), 'GET', `/history/v1.0/${home}/runs/a/details`],
    [
      'children, in listing order',
      childRunsEndpoint(home, 'a', { size: 500 }),
      'GET',
      `/history/v1.0/${home}/runs/a/children?$orderby=StartTimeUtc%20desc&$top=500`,
    ],
    [
      'their next page',
      childRunsEndpoint(home, 'a', { size: 2, continuationToken: 'x/y=&' }),
      'GET',
      `/history/v1.0/${home}/runs/a/children?$orderby=StartTimeUtc%20desc&$top=2&$continuationToken=x%2Fy%3D%26`,
    ],
    ['a query', queryRunsEndpoint(home, { filter: sweepFilter }), 'POST', `/history/v1.0/${home}/runs:query`],
    ['new tags', patchRunEndpoint(home, 'a', {}), 'PATCH', `/history/v1.0/${home}/runs/a`],
    ['removed tags', deleteTagsEndpoint(home, 'a', []), 'DELETE', `/history/v1.0/${home}/runs/a/tags`],
    ['the cancel of a run', cancelRunEndpoint(home, 'a'), 'POST', `/history/v1.0/${home}/runs/a/cancel`],
    ['names of metrics', listMetricsEndpoint(ws, 'a', {}), 'POST', `/metric/v2.0/${ws}/runs/a/list`],
    ['a metric', fullMetricEndpoint(ws, 'a', { metricName: 'm' }), 'POST', `/metric/v2.0/${ws}/runs/a/full`],
    ['rows', metricBatchEndpoint(ws, 'a', { values: [] }), 'POST', `/metric/v2.0/${ws}/runs/a/batch`],
    ['a sweep', createSweepEndpoint('sc%2Fope', '{}'), 'POST', '/hyperdrive/v1.0/sc%2Fope/runs'],
    ['its cancel', cancelSweepEndpoint('sc%2Fope', 'a', 'h'), 'POST', '/hyperdrive/v1.0/sc%2Fope/runs/a/cancel'],
    ['files', listFilesEndpoint(ws, 'a'), 'GET', `/artifact/v2.0/${ws}/artifacts/ExperimentRun/dcid.a`],
    [
      'the next files',
      listFilesEndpoint(ws, 'a', 't t'),
      'GET',
      `/artifact/v2.0/${ws}/artifacts/ExperimentRun/dcid.a?continuationToken=t%20t`,
    ],
    [
      'a folder',
      listFolderEndpoint(ws, 'a', 'user_logs'),
      'GET',
      `/artifact/v2.0/${ws}/artifacts/prefix/contentinfo/ExperimentRun/dcid.a/user_logs`,
    ],
    [
      'where a file is',
      contentInfoEndpoint(ws, 'a', 'outputs/my model.bin'),
      'GET',
      `/artifact/v2.0/${ws}/artifacts/contentinfo/ExperimentRun/dcid.a/outputs/my%20model.bin`,
    ],
    ['a file', contentEndpoint(ws, 'a', 'f'), 'GET', `/artifact/v2.0/${ws}/artifacts/content/ExperimentRun/dcid.a/f`],
  ])('asks for %s with the right method and address', (_what, endpoint, method, url) => {
    expect(endpoint.method).toBe(method);
    expect(buildUrl('https://host/pre/', endpoint)).toBe(`https://host/pre${url}`);
  });

  it('may repeat everything but the submit of a sweep', () => {
    expect(createSweepEndpoint('s', '{}').isSafeToRepeat).toBe(false);
    expect(cancelSweepEndpoint('s', 'a', 'h').isSafeToRepeat).toBe(true);
    expect(metricBatchEndpoint(ws, 'a', { values: [] }).isSafeToRepeat).toBe(true);
  });

  it('puts what is asked into the body', () => {
    expect(fullMetricEndpoint(ws, 'a', { metricName: 'it\'s "m"' }).body).toEqual({
      kind: 'json',
      text: '{"metricName":"it\'s \\"m\\""}',
    });
    expect(patchRunEndpoint(home, 'a', { tags: new Map([['__proto__', 'x']]) }).body).toEqual({
      kind: 'json',
      text: '{"runId":"a","tags":{"__proto__":"x"}}',
    });
    expect(deleteTagsEndpoint(home, 'a', ['x', 'y']).body).toEqual({ kind: 'json', text: '["x","y"]' });
  });

  it('carries any id and any name of a file, which come back as they were', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => id !== '.' && id !== '..');
    fc.assert(
      fc.property(text, text, (id, name) => {
        const url = new URL(buildUrl('https://host', getRunEndpoint(home, id)));
        const segments = url.pathname.split('/');
        expect(decodeURIComponent(segments.at(-1) ?? '')).toBe(id);
        expect(segments.at(-2)).toBe('runs');
        expect(url.search + url.hash).toBe('');
        if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) return;
        const file = new URL(buildUrl('https://host', contentEndpoint(ws, id, name)));
        expect(decodeURIComponent(file.pathname.split(/\/dcid\.[^/]*\//)[1] ?? '')).toBe(name);
      }),
    );
  });

  it.each(['', '.', '..', '\ud800'])('refuses the id %j, which no path can carry', (id) => {
    expect(() => getRunEndpoint(home, id)).toThrow(InvalidArgumentError);
    expect(() => getRunEndpoint(home, id)).toThrow('runId');
  });

  it.each(['../secret', 'outputs/../../x', '/etc/passwd', 'a//b', ''])('refuses the file name %j', (name) => {
    expect(() => contentEndpoint(ws, 'a', name)).toThrow(InvalidArgumentError);
  });
});
