import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../../storage/files/disk-run-files.js';
import type { CallResult, CallService } from '../../computes/call-service.js';
import { launchFiles, type SlurmLaunch, slurmLaunch } from '../launch/slurm-launch.js';
import { followSpool } from './spool-follower.js';

async function openLaunch(): Promise<{ readonly launch: SlurmLaunch; readonly spool: string }> {
  const files = createRunFiles(await temporaryFolder());
  const launch = slurmLaunch({ files }, { scope: garden, runId: 'trial' }, 'launch');
  const { spool, spoolFolder } = launchFiles(launch);
  mkdirSync(spoolFolder, { recursive: true });
  mkdirSync(dirname(launch.folders.log), { recursive: true });
  return { launch, spool };
}

const line = (path: string): string => `${JSON.stringify({ method: 'POST', path, body: '{}' })}\n`;

/** Responds by what `respond` says, and notes the paths. */
function recorder(respond: (path: string) => number = () => 200): CallService & { readonly paths: string[] } {
  const paths: string[] = [];
  const call = async (_run: unknown, { path }: { readonly path: string }): Promise<CallResult> => {
    paths.push(path);
    return { status: respond(path), text: 'because' };
  };
  return Object.assign(call, { paths });
}

describe('a spool is followed', () => {
  it('in its order, from where an earlier service stopped', async () => {
    const { launch, spool } = await openLaunch();
    const [first, second] = [recorder(), recorder()];
    expect(await followSpool(launch, first).follow()).toBe(true);
    appendFileSync(spool, line('/1') + line('/2') + line('/3').slice(0, -9));
    expect(await followSpool(launch, first).follow()).toBe(true);
    appendFileSync(spool, line('/3').slice(-9));
    expect(await followSpool(launch, second).follow()).toBe(true);
    expect([first.paths, second.paths]).toEqual([['/1', '/2'], ['/3']]);
  });

  it('no further than the service can take it, and on from there', async () => {
    const { launch, spool } = await openLaunch();
    writeFileSync(spool, line('/1') + line('/2') + line('/3'));
    let isDown = true;
    const service = recorder((path) => (isDown && path === '/2' ? 503 : 200));
    const follower = followSpool(launch, service);
    expect(await follower.follow()).toBe(false);
    isDown = false;
    expect(await follower.follow()).toBe(true);
    expect(service.paths).toEqual(['/1', '/2', '/2', '/3']);
  });

  it('past what the service refuses, which the log of the trial says', async () => {
    const { launch, spool } = await openLaunch();
    writeFileSync(spool, `${line('/1')}no line of ours\n${line('/2')}`);
    expect(
      await followSpool(
        launch,
        recorder((path) => (path === '/1' ? 400 : 200)),
      ).follow(),
    ).toBe(true);
    expect(readFileSync(launch.folders.log, 'utf8')).toBe(
      'The service refused what the trial logged: POST /1: 400 because\n',
    );
  });
});
