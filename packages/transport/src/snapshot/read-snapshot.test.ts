import type { Metric, MetricCell, MetricPoint, RunRecord } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinParts } from './metric-json.js';
import { loadSnapshot } from './snapshot-content.js';
import { SnapshotError } from './snapshot-error.js';
import { entriesPerLine } from './snapshot-format.js';
import type { SnapshotEntry } from './snapshot-run.js';
import { writeSnapshot } from './write-snapshot.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', '', 'NaN', '{"number": "NaN"}', '\n\r\u2028'),
);
const texts = fc.array(fc.tuple(text, text), { maxLength: 3 }).map((pairs) => new Map(pairs));
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const cell: fc.Arbitrary<MetricCell> = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, 5e-324, 1e300, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
  fc.boolean(),
  fc.constant(null),
  text,
);

/** Fields that may be there or not; one that is not is no field. */
const marks: fc.Arbitrary<Omit<MetricPoint, 'value'>> = fc.record(
  { step: fc.integer(), time },
  { requiredKeys: [], noNullPrototype: true },
);
const plainObject = { noNullPrototype: true } as const;
const metric: fc.Arbitrary<Metric> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('scalar' as const),
      name: text,
      valueType: text,
      points: fc.array(fc.tuple(cell, marks).map(([value, more]) => ({ value, ...more }))),
    },
    plainObject,
  ),
  fc.record(
    {
      kind: fc.constant('table' as const),
      name: text,
      columns: texts,
      rows: fc.array(
        fc
          .tuple(fc.array(fc.tuple(text, cell), { maxLength: 3 }), marks)
          .map(([cells, more]) => ({ cells: new Map(cells), ...more })),
      ),
    },
    plainObject,
  ),
  fc.record(
    { kind: fc.constant('artifact' as const), name: text, artifactType: text, references: fc.array(text) },
    plainObject,
  ),
);
const record: fc.Arbitrary<Omit<RunRecord, 'runId'>> = fc.record(
  {
    status: text,
    hidden: fc.boolean(),
    tags: texts,
    properties: texts,
    warnings: fc.array(text, { maxLength: 2 }),
    parameters: texts,
    primaryMetric: fc.record(
      { name: fc.string({ minLength: 1 }), goal: fc.constantFrom('maximize' as const, 'minimize' as const) },
      plainObject,
    ),
    number: fc.integer(),
    displayName: text,
    createdTime: time,
    startTime: time,
    error: fc.record({ code: text, message: text }, { requiredKeys: [], noNullPrototype: true }),
    searchTrial: fc.record(
      {
        outcome: fc.constantFrom('completed', 'failed', 'pruned'),
        goals: fc.array(fc.constantFrom('maximize', 'minimize'), { maxLength: 2 }),
      },
      { requiredKeys: ['goals'], noNullPrototype: true },
    ),
  },
  { requiredKeys: ['status', 'hidden', 'tags', 'properties', 'warnings'], noNullPrototype: true },
);

/** A run with what it logged: each name once, as a backend returns it. */
const run = fc.record({
  record,
  metrics: fc.uniqueArray(metric, { maxLength: 3, selector: ({ name }) => name }),
  files: fc.option(fc.uniqueArray(text, { maxLength: 3 }), { nil: undefined }),
  content: fc.array(fc.uint8Array(), { maxLength: 3 }),
});

function entriesOf(runs: readonly (typeof run extends fc.Arbitrary<infer T> ? T : never)[]): readonly SnapshotEntry[] {
  const entries: SnapshotEntry[] = [
    { kind: 'header', exportedFrom: 'a test', exportedTime: new Date(0) },
    { kind: 'sweep', runId: 'run 0', scope: { experimentName: 'apples' } },
  ];
  for (const [index, { record: fields, metrics, files, content }] of runs.entries()) {
    const runId = `run ${index}`;
    entries.push({ kind: 'run', run: { record: recordOf(index, fields), details: undefined, files } });
    for (const logged of metrics) entries.push({ kind: 'metric', runId, metric: logged });
    for (const bytes of content) entries.push({ kind: 'file', runId, name: 'file', bytes });
  }
  return entries;
}

/** The first run is the sweep's own, the others are its children. */
function recordOf(index: number, fields: Omit<RunRecord, 'runId'>): RunRecord {
  return { runId: `run ${index}`, ...(index === 0 ? {} : { parentRunId: 'run 0' }), ...fields };
}

async function* inOrder<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function written(entries: readonly SnapshotEntry[]): Promise<string> {
  let snapshot = '';
  for await (const line of writeSnapshot(inOrder(entries))) snapshot += line;
  return snapshot;
}

describe('a snapshot', () => {
  it('gives back every run, metric and byte as it was written, whatever they contain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 3 }), async (runs) => {
        const { sweeps } = await loadSnapshot(await written(entriesOf(runs)));
        const loaded = [...sweeps[0].runs.values()];
        expect(loaded).toHaveLength(runs.length);
        for (const [index, { record: fields, metrics, files, content }] of runs.entries()) {
          const back = loaded[index];
          expect(back?.record).toStrictEqual(recordOf(index, fields));
          expect(back?.files).toStrictEqual(files);
          expect([...(back?.metrics.values() ?? [])].map(joinParts)).toStrictEqual(metrics);
          expect(back?.contents.get('file') ?? []).toStrictEqual(content.map((bytes) => Uint8Array.from(bytes)));
        }
      }),
    );
  });

  it('is one JSON object a line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 2 }), async (runs) => {
        const lines = (await written(entriesOf(runs))).split('\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(JSON.parse(line)).toHaveProperty('line');
      }),
    );
  });

  it('is read alike however its bytes are cut', async () => {
    const entries = entriesOf([{ record: plain, metrics: [], files: ['größe 😀'], content: [] }]);
    const bytes = new TextEncoder().encode(await written(entries));
    const whole = await loadSnapshot(await written(entries));
    for (const size of [1, 2, 3, 7, 1000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await loadSnapshot(inOrder(pieces))).toStrictEqual(whole);
    }
    expect(await loadSnapshot(new Blob([bytes]).stream())).toStrictEqual(whole);
    expect(await loadSnapshot(`\ufeff${(await written(entries)).replaceAll('\n', '\r\n')}`)).toStrictEqual(whole);
  });

  it('keeps a long metric on many short lines', async () => {
    const points = Array.from({ length: 2 * entriesPerLine + 1 }, (_, step) => ({ value: step / 3, step }));
    const long: Metric = { kind: 'scalar', name: 'loss', valueType: 'double', points };
    const snapshot = await written(entriesOf([{ record: plain, metrics: [long], files: undefined, content: [] }]));
    expect(snapshot.match(/"line":"points"/g)).toHaveLength(3);
    const { sweeps } = await loadSnapshot(snapshot);
    expect(joinParts(sweeps[0].runs.get('run 0')?.metrics.get('loss') ?? [])).toStrictEqual(long);
  });

  it('passes over lines and fields of a later version that only adds some', async () => {
    const lines = (await written(entriesOf([{ record: plain, metrics: [], files: undefined, content: [] }]))).split(
      '\n',
    );
    lines.splice(2, 0, '{"line": "opinion", "text": "nice"}');
    const more = lines.map((line) =>
      line.replace('"run":{', '"run":{"mood":"good",').replace('"lines":3', '"lines":4'),
    );
    expect((await loadSnapshot(more.join('\n'))).sweeps[0].runs.size).toBe(1);
  });
});

const plain = { status: 'Completed', hidden: false, tags: new Map(), properties: new Map(), warnings: [] };

describe('a text that is no whole snapshot is refused with its line', () => {
  const header =
    '{"line":"header","format":"hyperdrive-run/sweep","version":1,"exportedFrom":"a","exportedTime":"2026-01-01T00:00:00.000Z"}';
  const sweep = '{"line":"sweep","runId":"a","scope":{}}';
  const runLine =
    '{"line":"run","run":{"runId":"a","status":"Completed","hidden":false,"tags":{},"properties":{},"warnings":[]}}';
  const below = (runId: string, parentRunId: string): string =>
    runLine.replace('"runId":"a"', `"runId":"${runId}","parentRunId":"${parentRunId}"`);
  const pointsLine = '{"line":"points","runId":"a","name":"x","valueType":"double","points":[[1]]}';
  const end = (lines: number): string => `{"line":"end","lines":${lines}}`;

  it.each([
    ['', undefined, 'is empty'],
    ['run_id,status\nHD_1,Completed\n', 1, 'is no JSON: JSON expects'],
    ['[]', 1, 'is no JSON object'],
    ['{"line":"header","format":"other"}', 1, 'is not the header of an exported sweep'],
    [header.replace('"version":1', '"version":2'), 1, 'version 2'],
    [header, undefined, 'is cut short after 1 lines'],
    [`${header}\n${end(1)}`, undefined, 'contains no sweep'],
    [`${header}\n${sweep}\n${runLine}`, undefined, 'is cut short after 3 lines'],
    [`${header}\n${sweep}\n${runLine}\n${end(4)}`, 4, 'should come after 4 lines, but follows 3'],
    [`${header}\n${sweep}\n${runLine}\n${end(3)}\n${sweep}`, 5, 'comes after the end'],
    [`${header}\n${sweep}\n${runLine.slice(0, 40)}`, 3, 'is no JSON'],
    [`${header}\n${sweep}\n${runLine.replace('"Completed"', '5')}`, 3, 'run.status'],
    [
      `${header}\n${sweep}\n${runLine.replace('"hidden":false', '"startTime":"noon","hidden":false')}`,
      3,
      'run.startTime',
    ],
    [`${header}\n${runLine}\n${end(2)}`, 2, 'belongs to no sweep'],
    [`${header}\n${sweep}\n${end(2)}`, 2, 'names sweep "a", whose own run is missing'],
    [`${header}\n${sweep}\n${runLine}\n${runLine}\n${end(4)}`, 4, 'contains run "a" once more'],
    [`${header}\n${sweep}\n${runLine}\n${sweep}\n${runLine}\n${end(5)}`, 4, 'names sweep "a" once more'],
    [
      `${header}\n${sweep}\n{"line":"points","runId":"b","name":"x","valueType":"double","points":[[1]]}\n${end(3)}`,
      3,
      'belongs to run "b", which no line before it contains',
    ],
    [
      `${header}\n${sweep}\n${runLine}\n${pointsLine}\n{"line":"references","runId":"a","name":"x","artifactType":"t","references":[]}\n${end(5)}`,
      5,
      'contains metric "x" as another kind',
    ],
    [`${header}\n${sweep}\n${runLine}\n{"runId":"a"}\n${end(4)}`, 4, 'does not say of which kind it is'],
    [`${header}\n${sweep}\n${below('a', 'a')}\n${end(3)}`, 3, 'names its own run "a" as its parent'],
    [
      `${header}\n${sweep}\n${below('a', 'b')}\n${below('b', 'a')}\n${end(4)}`,
      3,
      'names its own run "b" as its parent',
    ],
    [
      `${header}\n${sweep}\n${runLine}\n${below('b', 'b')}\n${end(4)}`,
      4,
      'contains run "b", which is its own ancestor',
    ],
    [
      `${header}\n${sweep}\n${runLine}\n${below('b', 'c')}\n${below('c', 'b')}\n${end(5)}`,
      4,
      'contains run "b", which is its own ancestor',
    ],
    [`${header}\n${sweep}\n${runLine}\n${below('b', 'x')}\n${end(4)}`, 4, 'names the parent "x"'],
    [`${header}\n${sweep}\n${runLine}\n${runLine.replace('"a"', '"b"')}\n${end(4)}`, 4, 'names no parent'],
    [
      `${header}\n${sweep}\n${runLine}\n{"line":"points","runId":"a","name":"x","valueType":"double","points":[7]}\n${end(4)}`,
      4,
      'points.0',
    ],
    [
      `${header}\n${sweep}\n${runLine}\n{"line":"file","runId":"a","name":"x","base64":"%"}\n${end(4)}`,
      4,
      'contains no base64',
    ],
  ])('%#', async (source, line, problem) => {
    const outcome = loadSnapshot(source);
    await expect(outcome).rejects.toBeInstanceOf(SnapshotError);
    await expect(outcome).rejects.toMatchObject({
      code: 'invalid-snapshot',
      line,
      message: expect.stringContaining(problem),
    });
    await expect(outcome).rejects.not.toHaveProperty('message', expect.stringMatching(/\.\.$/));
  });

  it('also where its bytes are no text', async () => {
    await expect(loadSnapshot(inOrder([new Uint8Array([0x1f, 0x8b, 0xff])]))).rejects.toThrow('no text in UTF-8');
  });
});
