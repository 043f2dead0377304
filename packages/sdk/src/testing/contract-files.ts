import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { readLogs } from '../use-cases/lifecycle/read-logs.js';
import { assertBytes } from './assert-bytes.js';
import { assertRejects, assertSame, codeOf } from './assert-same.js';
import { type ContractCase, type ContractHarness, lacks } from './contract-case.js';
import { collect, contractScope as scope } from './contract-scope.js';
import { makeSweep } from './sweep-fixture.js';

const runId = 'HD_files_0';

/** The files of runs, and what only a run's details contain. */
export const contractFileCases: readonly ContractCase[] = [
  {
    name: 'lists the files of a run, each once and in whatever folder, and none of another run',
    run: async (harness) => {
      const files = new Map([
        ['notes.txt', 'a'],
        ['outputs/model.json', '{}'],
        ['outputs/epochs/1/weights', 'b'],
      ]);
      const backend = await openWith(harness.open, files);
      if (lacks(harness, 'files')) return assertNoFiles(backend);
      assertSame((await collect(backend.listFiles(runId))).toSorted(), [...files.keys()].toSorted(), 'files');
      assertSame(await collect(backend.listFiles('HD_files_1')), [], 'files of its sibling');
    },
  },
  {
    name: 'opens files, an empty one too, whose names contain blanks, signs and other letters',
    run: async (harness) => {
      const odd = [`outputs/größe ü π/it's (1) & "2" + a=b, c;d@e~f!.txt`, 'outputs/why?.txt', 'outputs/100%.txt'];
      await assertReadable(harness, [...odd, 'outputs/empty', '_a-b.c']);
    },
  },
  {
    name: 'opens files whose names look as if they were encoded',
    run: (harness) => assertReadable(harness, ['outputs/a%20b%2Fc.txt']),
  },
  {
    name: 'opens files whose names contain a hash',
    run: (harness) => assertReadable(harness, ['outputs/a#b.txt']),
  },
  {
    name: 'returns a large file piece by piece, complete, and lets a reader stop early',
    run: async (harness) => {
      // Letters of one to four bytes: pieces end within some of them.
      const content = 'aé€𝄞\n'.repeat(300_000);
      const backend = await openWith(harness.open, new Map([['outputs/large.txt', content]]));
      if (lacks(harness, 'files')) return assertNoFiles(backend);
      const pieces = await assertBytes(await backend.openFile(runId, 'outputs/large.txt'), content, 'large.txt');
      if (pieces < 2) throw new Error('A file of 3 MB came in one piece.');
      for await (const piece of await backend.openFile(runId, 'outputs/large.txt')) {
        if (piece.length > 0) break;
      }
    },
  },
  {
    name: 'stops the content of a file at an abort, with its own reason',
    run: async (harness) => {
      const backend = await openWith(harness.open, new Map([['outputs/large.txt', 'x'.repeat(3_000_000)]]));
      if (lacks(harness, 'files')) return assertNoFiles(backend);
      const controller = new AbortController();
      const reason = new Error('enough');
      const content = await backend.openFile(runId, 'outputs/large.txt', { signal: controller.signal });
      const outcome = (async () => {
        for await (const piece of content) if (piece.length > 0) controller.abort(reason);
      })();
      const caught = await outcome.catch((error: unknown) => error);
      if (caught !== reason) throw new Error(`An aborted file ended with ${String(caught)} instead of the reason.`);
    },
  },
  {
    name: 'reports a missing file, and the files of a missing run, as not found',
    run: async (harness) => {
      const backend = await openWith(harness.open, new Map([['outputs/model.json', '{}']]));
      await assertRejects(openWhole(backend, 'HD_unknown', 'outputs/model.json'), 'run-not-found', 'openFile');
      await assertRejects(collect(backend.listFiles('HD_unknown')), 'run-not-found', 'listFiles');
      if (lacks(harness, 'files')) return assertNoFiles(backend);
      for (const name of ['outputs/other.json', 'outputs', 'model.json']) {
        await assertRejects(openWhole(backend, runId, name), 'run-not-found', `openFile of ${name}`);
      }
      const outside = await openWhole(backend, 'HD_files_1', '../HD_files_0/outputs/model.json').catch(codeOf);
      if (!['run-not-found', 'invalid-argument', 'refused'].some((code) => code === outside)) {
        throw new Error(`A name that leads out of the run's files returned ${String(outside)}.`);
      }
    },
  },
  {
    name: 'returns in its details the same run as on its own, with the arguments of its command line',
    run: async (harness) => {
      const words = ['--lr', '0.5', '--name', `größe "ü" 'π'`, ''];
      const tags = new Map([['note', 'a']]);
      const sweep = makeSweep({
        scope,
        runId: 'HD_files',
        children: [{ arguments: words, tags, status: 'Failed' }, {}],
      });
      const backend = await harness.open([sweep]);
      const details = await backend.getRunDetails(runId);
      assertSame(details.run, await backend.getRun(runId), 'the run');
      assertSame(details.arguments, lacks(harness, 'arguments') ? [] : words, 'arguments');
      assertSame((await backend.getRunDetails('HD_files_1')).arguments, [], 'arguments of a run without');
      await assertRejects(backend.getRunDetails('HD_unknown'), 'run-not-found', 'getRunDetails');
    },
  },
  {
    name: 'lists the logs among the files of a run, where it keeps logs',
    run: async (harness) => {
      const log = 'epoch 1: größe 0.5\n';
      const files = new Map([['outputs/model.json', '{}']]);
      if (!lacks(harness, 'logs')) files.set('user_logs/std_log.txt', log);
      const backend = await openWith(harness.open, files);
      const { logFiles } = await backend.getRunDetails(runId);
      // No logs at all is something else than none yet.
      assertSame(logFiles, lacks(harness, 'logs') ? undefined : ['user_logs/std_log.txt'], 'log files');
      const read = collect(readLogs(backend, runId));
      if (lacks(harness, 'logs')) return assertRejects(read, 'unsupported-operation', 'reading logs');
      assertSame((await read).map(({ text }) => text).join(''), log, 'what the logs say');
      assertSame((await collect(backend.listFiles(runId))).toSorted(), [...files.keys()].toSorted(), 'files');
    },
  },
];

/** A sweep with two children, of which the first has files. */
async function openWith(open: ContractHarness['open'], files: ReadonlyMap<string, string>): Promise<SweepBackend> {
  return open([makeSweep({ scope, runId: 'HD_files', children: [{ files }, {}] })]);
}

/** What keeps no files says so, and never that there are none. */
async function assertNoFiles(backend: SweepBackend): Promise<void> {
  await assertRejects(collect(backend.listFiles(runId)), 'unsupported-operation', 'listFiles');
  await assertRejects(openWhole(backend, runId, 'notes.txt'), 'unsupported-operation', 'openFile');
}

/** Files of these names are listed, and each has its own content; the ones called `empty` have none. */
async function assertReadable(harness: ContractHarness, names: readonly string[]): Promise<void> {
  const files = new Map(names.map((name) => [name, name.endsWith('empty') ? '' : `content of ${name}`]));
  const backend = await openWith(harness.open, files);
  if (lacks(harness, 'files')) return assertNoFiles(backend);
  assertSame((await collect(backend.listFiles(runId))).toSorted(), names.toSorted(), 'files');
  for (const [name, content] of files) await assertBytes(await backend.openFile(runId, name), content, name);
}

/** A backend may find out at the first byte only. */
async function openWhole(backend: SweepBackend, id: string, name: string): Promise<void> {
  await collect(await backend.openFile(id, name));
}
