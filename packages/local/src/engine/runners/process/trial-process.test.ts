import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrialProcess } from './process-launch.js';
import { isGroupAlive } from './processes/process-group.js';
import { startTrialProcess, type TrialProcessOptions } from './trial-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trial-runner-'));
  mkdirSync(join(folder, 'work'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(script: string, options?: TrialProcessOptions): TrialProcess {
  return startTrialProcess(
    {
      script,
      workFolder: join(folder, 'work'),
      environment: new Map([
        ['PATH', process.env['PATH'] ?? ''],
        ['GREETING', 'hello'],
      ]),
      logPath: join(folder, 'std_log.txt'),
      record: { folder, id: 'launch' },
    },
    options,
  );
}
const log = (): string => {
  const path = join(folder, 'std_log.txt');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** The process group of the trial, by its record. */
const groupId = (): number => Number(readFileSync(join(folder, 'launch.pid'), 'utf8'));

/** Resolves once the trial has printed a text. */
async function printed(text: string): Promise<void> {
  while (!log().includes(text)) await delay(10);
}

describe('a trial as a child process', () => {
  it('runs in its folder with its environment alone, and keeps what it prints on both streams', async () => {
    const trial = start('pwd; echo "$GREETING ${HOME-no home}"; echo trouble >&2; exit 3');
    expect(await trial.ended).toEqual({ kind: 'exited', code: 3 });
    expect(log()).toContain(`${join(folder, 'work')}\nhello no home\n`);
    expect(log()).toContain('trouble\n');
  });

  it('that does not exist ends with 127, and the log says so', async () => {
    expect(await start('no-such-command-here --x').ended).toEqual({ kind: 'exited', code: 127 });
    expect(log()).toContain('no-such-command-here');
  });

  it('names the signal that ended it', async () => {
    expect(await start('kill -9 $$').ended).toEqual({ kind: 'signaled', signal: 'SIGKILL' });
  });

  it('that cannot be started at all says why, also in its log', async () => {
    rmSync(join(folder, 'work'), { recursive: true });
    expect(await start('true').ended).toMatchObject({ kind: 'never-ran' });
    expect(log()).toContain('could not be started');
  });

  it('ends with all that it started when it is asked to', async () => {
    const trial = start('sleep 600 & sleep 600 & echo ready; wait');
    await printed('ready');
    trial.end();
    expect(await trial.ended).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
    expect(isGroupAlive(groupId())).toBe(false);
  });

  it('may finish its work after SIGTERM, also where the shell above it is gone already', async () => {
    const child = `process.on('SIGTERM', () => setTimeout(() => { console.log('saved'); process.exit(0); }, 300)); setInterval(() => {}, 1000); console.log('ready');`;
    const trial = start(`node -e "${child}"; echo after`);
    await printed('ready');
    trial.end();
    await trial.ended;
    expect(log()).toContain('saved');
  });

  it('is killed after the grace time where it does not listen', async () => {
    const trial = start(`trap '' TERM; sh -c "trap '' TERM; echo ready; sleep 600" & sleep 600`, { graceMs: 100 });
    await printed('ready');
    trial.end();
    expect(await trial.ended).toEqual({ kind: 'signaled', signal: 'SIGKILL' });
    expect(isGroupAlive(groupId())).toBe(false);
  });

  it('leaves nothing running behind when its command ends by itself', async () => {
    const trial = start('sleep 600 & echo done');
    expect(await trial.ended).toEqual({ kind: 'exited', code: 0 });
    expect(isGroupAlive(groupId())).toBe(false);
  });

  it('keeps the beginning and the end of an output that is too long', async () => {
    const logBounds = { headBytes: 1000, tailBytes: 100 };
    const trial = start('i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done', { logBounds });
    await trial.ended;
    expect(log()).toMatch(/^line 0\nline 1\n/);
    expect(log()).toMatch(/bytes of output are left out here[\s\S]*line 2998\nline 2999\n$/);
    expect(log().length).toBeLessThan(1300);
  });
});
