import { appendFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { openJournalStorage } from './open-journal-storage.js';

const float = (low: number, high: number): string =>
  JSON.stringify({ name: 'FloatDistribution', attributes: { low, high, log: false, step: null } });

/** Lines that a replay passes over are marked; ids count those that it applies. */
const lines = [
  { op_code: 0, study_name: 'A', directions: [1] },
  { op_code: 0, study_name: 'A', directions: [2] }, // the name is taken
  { op_code: 0, study_name: 'B', directions: [2] },
  { op_code: 4, study_id: 0, datetime_start: '2026-01-02T03:04:05.000000+00:00' }, // trial 0: A, number 0
  { op_code: 4, study_id: 7, datetime_start: null }, // no such study
  { op_code: 4, study_id: 1, datetime_start: null }, // trial 1: B, number 0
  { op_code: 4, study_id: 0, state: 4, system_attrs: { fixed_params: { x: 0.5 } }, params: {}, distributions: {} }, // trial 2
  { op_code: 5, trial_id: 0, param_name: 'x', param_value_internal: 0.25, distribution: float(0, 1) },
  { op_code: 6, trial_id: 2, state: 0, values: null, datetime_start: '2026-01-02T03:04:06.000000+00:00' },
  { op_code: 6, trial_id: 2, state: 0, values: null, datetime_start: '2026-01-02T03:04:07.000000+00:00' }, // claimed again
  {
    op_code: 5,
    trial_id: 2,
    param_name: 'x',
    param_value_internal: 1,
    distribution: '{"name":"CategoricalDistribution","attributes":{"choices":[1,2]}}',
  }, // of another kind
  { op_code: 5, trial_id: 2, param_name: 'x', param_value_internal: 0.5, distribution: float(-9, 9) },
  { op_code: 7, trial_id: 2, step: 3, intermediate_value: 1 },
  { op_code: 7, trial_id: 2, step: 3, intermediate_value: 2 }, // the later one counts
  { op_code: 6, trial_id: 0, state: 1, values: [0.5], datetime_complete: '2026-01-02T03:04:08.000000+00:00' },
  { op_code: 6, trial_id: 0, state: 3, values: null, datetime_complete: null }, // it has ended
  { op_code: 8, trial_id: 99, user_attr: { k: 1 } }, // no such trial
  { op_code: 1, study_id: 1 },
  { op_code: 7, trial_id: 1, step: 0, intermediate_value: 1 }, // its study was deleted
  { op_code: 0, study_name: 'B', directions: [1] }, // a new study
  { op_code: 4, study_id: 2, datetime_start: null }, // trial 3: ids go on
  { op_code: 10, study_id: 0 },
];

const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** All that a journal says, as one object. */
async function read(storage: ReturnType<typeof openJournalStorage>): Promise<unknown> {
  return storage.look(
    (look) =>
      look.listStudies().map((study) => [
        `${study.id} ${study.name} ${study.directions.join()}`,
        ...look.readTrials(study).map(({ id, number, state, start, values, parameters }) => {
          const points = look
            .readIntermediates(study, [id])
            .get(id)
            ?.map(({ step, value }) => `${step}:${value}`);
          return `${id} #${number} ${state} ${start?.toISOString()} [${values.join()}] ${JSON.stringify([...parameters])} ${points?.join() ?? ''}`;
        }),
      ]),
    {},
  );
}

const whole = [
  [
    '0 A MINIMIZE',
    '0 #0 COMPLETE 2026-01-02T03:04:05.000Z [0.5] [["x",0.25]] ',
    '2 #1 RUNNING 2026-01-02T03:04:06.000Z [] [["x",0.5]] 3:2',
  ],
  ['2 B MINIMIZE', '3 #0 RUNNING undefined [] [] '],
];

async function journal(content: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'journal.log');
  await writeFile(file, content);
  return file;
}

describe('a journal', () => {
  it('is replayed without the lines that contradict an earlier one', async () => {
    expect(await read(openJournalStorage(await journal(text)))).toEqual(whole);
  });

  it.each([
    ['half a line', '{"op_code":0,"study_na'],
    ['a whole line without its end', '{"op_code":0,"study_name":"C","directions":[1]}'],
    ['a broken line', '{"op_code":0,"study_na\n'],
  ])('is read without %s at its end', async (_, end) => {
    expect(await read(openJournalStorage(await journal(text + end)))).toEqual(whole);
  });

  it('is read with the ends of lines of Windows', async () => {
    expect(await read(openJournalStorage(await journal(text.replaceAll('\n', '\r\n'))))).toEqual(whole);
  });

  it('says the same whether it is read at once or while it grows, wherever it is cut', async () => {
    const file = await journal('');
    const storage = openJournalStorage(file);
    for (let at = 0; at < text.length; at += 97) {
      await read(storage);
      await appendFile(file, text.slice(at, at + 97));
    }
    expect(await read(storage)).toEqual(whole);
  });

  it('is read anew where another file has taken its place', async () => {
    const file = await journal(text);
    const storage = openJournalStorage(file);
    await read(storage);
    await writeFile(`${file}.new`, '{"op_code":0,"study_name":"new","directions":[1]}\n');
    await rename(`${file}.new`, file);
    expect(await read(storage)).toEqual([['0 new MINIMIZE']]);
    await writeFile(file, text.replaceAll('"A"', '"Z"'));
    expect(await read(storage)).toMatchObject([['0 Z MINIMIZE', {}, {}], {}]);
  });

  it('keeps bare NaN, infinities and whole numbers beyond 2^53', async () => {
    const attributes = '{"op_code":2,"study_id":0,"user_attr":{"a":NaN,"b":-Infinity,"c":9007199254740993}}\n';
    const storage = openJournalStorage(await journal(text + attributes));
    const found = await storage.look((look) => look.listStudies()[0]?.userAttributes, {});
    expect(found).toEqual(
      new Map<string, unknown>([
        ['a', Number.NaN],
        ['b', Number.NEGATIVE_INFINITY],
        ['c', 9007199254740993n],
      ]),
    );
  });
});
