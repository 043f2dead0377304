import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { nodeProgram } from '../node/node-program.js';
import { batchScript } from './batch-script.js';

it("runs the compute's setup before a trial, and no trial where that fails", () => {
  const script = batchScript(['module load python', 'source it.sh'], '/s/a b.py', "/s/o'x.json");
  expect(script).toContain('if ! {\nmodule load python\nsource it.sh\n}; then\n');
  expect(script).toContain("'/s/o'\\''x.json'\n");
  expect(batchScript([], 'a', 'b')).not.toContain('setup of');
});

describe('a start of a launch that is over', () => {
  async function openLaunch() {
    const folder = await temporaryFolder();
    const [program, description, workFolder] = [join(folder, "a '.py"), join(folder, 'id.json'), join(folder, 'work')];
    return {
      writeProgram: () => writeFileSync(program, nodeProgram),
      writeDescription: () => writeFileSync(description, JSON.stringify({ workFolder })),
      writeClaim: () => writeFileSync(join(folder, 'id.claim'), 'withdrawn\n'),
      makeWorkFolder: () => mkdirSync(workFolder),
      run() {
        const script = batchScript(['echo setup >/dev/null'], program, description);
        const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
        return { status, said: stderr.trim().split('\n').at(-1) };
      },
    };
  }

  it('is refused where the files of the launch were removed', async (context) => {
    const launch = await openLaunch();
    const first = launch.run();
    if (first.status === null) return context.skip('bash was not found');
    expect(first).toEqual({ status: 77, said: expect.stringMatching(/^Nothing is run: the files of this start/) });
    if (spawnSync('python3', ['--version']).status !== 0) return context.skip('Python 3 was not found');
    launch.writeProgram();
    expect(launch.run()).toEqual({ status: 77, said: expect.stringMatching(/^Nothing is run: .*id\.json/) });
  });

  it('is refused by its claim, also once its copy of the code was removed', async (context) => {
    if (spawnSync('python3', ['--version']).status !== 0) return context.skip('Python 3 was not found');
    const launch = await openLaunch();
    launch.writeProgram();
    launch.writeDescription();
    expect(launch.run()).toEqual({ status: 1, said: expect.stringContaining('does not see') });
    launch.writeClaim();
    const refused = { status: 77, said: expect.stringContaining('another one has it: nothing is run') };
    expect(launch.run()).toEqual(refused);
    launch.makeWorkFolder();
    expect(launch.run()).toEqual(refused);
  });
});
