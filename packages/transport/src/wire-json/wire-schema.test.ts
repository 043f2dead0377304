import { parseJson } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { metricSchema } from '../azure-ml/metrics/wire/metric-dto.js';
import { runPageSchema, runSchema } from '../azure-ml/run-history/wire/run-dto.js';
import { jsonValue, maybe, readWire, readWireText, textByName, wireList, wireObject } from './wire-schema.js';
import { writeWireJson } from './write-wire-json.js';

describe('reading the wire', () => {
  it('needs nothing of a run but its id, and takes null and nonsense for "not there"', () => {
    const reading = readWireText(
      runSchema,
      '{"runId": "a", "status": null, "runNumber": "x", "hidden": 3, "tags": [], "createdBy": {"userName": null}, "new": 1}',
    );
    expect(reading).toMatchObject({ success: true, data: { runId: 'a', createdBy: { userName: undefined } } });
    if (reading.success) {
      const { status, runNumber, hidden, tags } = reading.data;
      expect([status, runNumber, hidden, tags]).toEqual([undefined, undefined, undefined, undefined]);
      expect(reading.data).not.toHaveProperty('new');
    }
  });

  it('says where an answer lacks what cannot be done without', () => {
    expect(readWireText(runPageSchema, '{"value": [{"runId": "a"}, {"status": "Running"}]}')).toEqual({
      success: false,
      message: 'value.1.runId is missing or of the wrong kind',
    });
    expect(readWireText(runSchema, '[]')).toEqual({
      success: false,
      message: 'an object was expected, but an array was found',
    });
  });

  it('finds out once what null means to a field, which may be a value of its own', () => {
    let looked = 0;
    const word = z.custom<string>((value) => {
      looked += 1;
      return typeof value === 'string';
    });
    const schema = wireObject({ word: maybe(word), any: maybe(jsonValue), needed: z.nullable(z.string()) });
    const read = (json: string) => readWire(schema, parseJson(json));
    const ofNulls = { success: true, data: { word: undefined, any: null, needed: null } };
    for (let round = 0; round < 100; round += 1) {
      expect(read('{"word": null, "any": null, "needed": null}')).toEqual(ofNulls);
    }
    expect(looked).toBeLessThan(3);
    expect(read('{"word": "a", "any": [null], "needed": null}')).toEqual({
      success: true,
      data: { word: 'a', any: [null], needed: null },
    });
    expect(read('{"word": null, "any": null}')).toMatchObject({ success: false });
  });

  it('reads a list no further than to the first item that is wrong, and names that one', () => {
    let looked = 0;
    const item = z.custom<number>((value) => {
      looked += 1;
      return value === 0;
    });
    const reading = readWire(wireList(item), [0, 0, ...Array.from({ length: 100_000 }, () => 1)]);
    expect(reading).toEqual({ success: false, message: '2 is missing or of the wrong kind' });
    expect(looked).toBe(3);
  });

  it('reports of text that is no JSON where it stops being JSON', () => {
    expect(readWireText(runSchema, '<html>')).toMatchObject({
      success: false,
      message: expect.stringContaining('position 0'),
    });
  });

  it('keeps tags under any name, __proto__ included, and in their order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__')), fc.string()), {
          selector: ([name]) => name,
        }),
        (entries) => {
          const tags = new Map(entries);
          const reading = readWireText(runSchema, writeWireJson({ runId: 'a', tags }));
          expect(reading.success && [...(reading.data.tags ?? [])]).toEqual(entries);
        },
      ),
    );
  });

  it('keeps a tag that is no text as its JSON, and a tag without a value as an empty text', () => {
    expect(readWire(textByName, parseJson('{"a": 1, "b": {"c": [true]}, "d": null}'))).toEqual({
      success: true,
      data: new Map([
        ['a', '1'],
        ['b', '{"c":[true]}'],
        ['d', ''],
      ]),
    });
  });

  it('keeps integers beyond 2^53 and bare NaN in cells', () => {
    const reading = readWireText(
      metricSchema,
      '{"columns": {"n": "int"}, "value": [{"data": {"n": 9007199254740993}}, {"data": {"n": NaN}}]}',
    );
    expect(reading.success && reading.data.value.map((row) => row.data?.get('n'))).toEqual([
      9007199254740993n,
      Number.NaN,
    ]);
  });
});

describe('writeWireJson', () => {
  it('leaves out what is undefined and writes Maps as objects', () => {
    expect(writeWireJson({ a: undefined, b: new Map([['c', [1n, undefined]]]), d: Number.NaN })).toBe(
      '{"b":{"c":[1,null]},"d":"NaN"}',
    );
  });
});
