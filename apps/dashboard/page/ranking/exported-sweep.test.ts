/** The sdk in a browser: a sweep that was exported to a file is opened by a page, with nothing but what a page has. */
import { exportSnapshot, HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { useChromium } from '../__fixtures__/chromium.js';

const scope = { experimentName: 'garden' };

/** What the page does with the file that it is given. */
const pageScript = `
import { HyperDriveRun, openSnapshot } from '@hyperdrive-run/sdk';
globalThis.readSweep = async (text) => {
  const file = new File([text], 'sweep.ndjson');
  const { experiment, sweepId } = await openSnapshot(file.stream());
  const sweep = await HyperDriveRun.load(experiment, sweepId);
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  const best = await sweep.getBestRunByPrimaryMetric();
  return { best: best?.id, children: children.map(({ runId, bestPrimaryMetric }) => [runId, bestPrimaryMetric]) };
};
`;

it('opens an exported sweep in a page, and finds the same best run there', async (context) => {
  const browser = await useChromium(context);
  const values = [[0.5, 0.25], [0.75], [Number.NaN]];
  const children = values.map((logged) => ({ metrics: [scalarMetric('accuracy', logged)] }));
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  const sweep = await HyperDriveRun.load(new Workspace(backend).experiment('garden'), 'HD_1');
  let text = '';
  for await (const line of exportSnapshot(sweep)) text += line;

  const { outputFiles } = await build({
    stdin: { contents: pageScript, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    conditions: ['@hyperdrive-run/source'],
  });
  const page = await browser.newPage();
  try {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const read: unknown = await page.evaluate(`readSweep(${JSON.stringify(text)})`);
    expect(complaints).toEqual([]);
    expect(read).toEqual({
      best: 'HD_1_1',
      children: [
        ['HD_1_1', 0.75],
        ['HD_1_0', 0.5],
        ['HD_1_2', undefined],
      ],
    });
  } finally {
    await page.close();
  }
});
