import { expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { printFields } from './print-fields.js';

const long = 'validation/recall_at_precision/threshold_0.95/averaged_over_all_five_folds_of_it';

async function shown(columns: number, ...fields: readonly (readonly [title: string, value: string])[]) {
  const io = memoryIo({ isTerminal: true, columns, env: { NO_COLOR: '1' } });
  await printFields(
    io,
    fields.map(([title, plain]) => ({ name: title, title, plain })),
  );
  return io.printed.stdout;
}

it('keeps titles whole where all fits', async () => {
  expect(await shown(120, ['Best run', 'HD_1_0'], [long, '0.9'])).toBe(
    `${'Best run'.padEnd(long.length)}  HD_1_0\n${long}  0.9\n`,
  );
});

it('cuts long titles rather than break the values over two lines', async () => {
  const id = 'HD_899f9223-a047-4c07-801e-9eec02feb258_16';
  const lines = (await shown(80, ['Best run', id], [long, '0.9090931'])).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBe(80);
  expect(lines[0]).toContain(id);
  expect(lines[1]).toMatch(/^validation\/recall_at_precision\/thre…\s+0\.9090931$/);
});

it('leaves something of a title beside a value that is too long for any line', async () => {
  const [first = ''] = (await shown(80, [long, 'x'.repeat(200)])).split('\n');
  expect(first.indexOf('…  x')).toBe(39);
  const [name = ''] = (await shown(80, ['validation_accuracy_macro', '0.9'], ['Error', 'x'.repeat(200)])).split('\n');
  expect(name).toBe('validation_accuracy_macro  0.9');
});
