import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { processesWith } from '../__fixtures__/processes-with.js';
import { signalProcess } from '../process/processes/process-group.js';
import { launchPlace, processesOf, until } from './__fixtures__/launch-place.js';

describe('a launch that is ended', () => {
  const saving = `trap 'echo saved >outputs/checkpoint; exit 7' TERM; echo begun; while :; do sleep 0.1; done`;

  it('by a signal brings what its command saves in its grace time', async () => {
    const here = await launchPlace(saving);
    const wrapper = here.start();
    await until(() => processesOf(here.id).length > 0);
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    wrapper.signal('SIGTERM');
    expect(await wrapper.exited).toBe(7);
    expect([here.file('outputs/checkpoint'), here.report()]).toEqual(['saved\n', { kind: 'exited', code: 7 }]);
    expect(processesOf(here.id)).toEqual([]);
  });

  it('by an engine that waits for it sends what it saved, though the service cannot be reached for longer than it had to end', async () => {
    const here = await launchPlace(saving, { graceSeconds: 1 });
    const wrapper = here.start({ sendSeconds: 120 });
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    here.proxy.fault = () => 'lose-request';
    wrapper.signal('SIGTERM');
    await until(() => processesOf(here.id).length === 0);
    await delay(2000);
    here.proxy.fault = () => 'none';
    expect(await wrapper.exited).toBe(7);
    expect([here.file('outputs/checkpoint'), here.report()]).toEqual(['saved\n', { kind: 'exited', code: 7 }]);
  }, 60_000);

  it('by its service is told so with the next answer, whatever its engine does', { tags: ['full'] }, async () => {
    const here = await launchPlace(saving.replace('sleep 0.1', 'echo on; sleep 0.1'));
    const wrapper = here.start();
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    here.service.launches.requestEnd(here.id, 'the trial was canceled');
    expect(await wrapper.exited).toBe(7);
    expect(here.file('outputs/checkpoint')).toBe('saved\n');
  });

  it('is killed where it does not end in its grace time', async () => {
    const here = await launchPlace(`trap '' TERM; echo begun; while :; do sleep 0.1; done`, { graceSeconds: 1 });
    const wrapper = here.start();
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    wrapper.signal('SIGTERM');
    expect(await wrapper.exited).toBe(137);
    expect(here.report()).toEqual({ kind: 'exited', code: 137 });
  });

  it('gets no second signal from the wrapper where its engine signals all of it', { tags: ['full'] }, async () => {
    const here = await launchPlace(`trap 'echo signal' TERM; echo begun; while :; do sleep 0.1; done`, {
      graceSeconds: 2,
    });
    const wrapper = here.start({ engineSignalsAll: true });
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    for (const id of processesOf(here.id)) signalProcess(id, 'SIGTERM');
    wrapper.signal('SIGTERM');
    await wrapper.exited;
    // A shell may say of its `sleep` that it was ended.
    expect(
      here
        .log()
        .toString()
        .split('\n')
        .filter((line) => line === 'signal'),
    ).toEqual(['signal']);
  });

  it('after it was given up runs no more, and its report does not count', {
    tags: ['full'],
    timeout: 30_000,
  }, async () => {
    const here = await launchPlace('while :; do echo on; sleep 0.1; done');
    const wrapper = here.start();
    await until(() => here.proxy.asked.some((path) => path.includes('/log')));
    here.service.launches.giveUp(here.id, 'its node is lost');
    expect(await wrapper.exited).toBe(143);
    expect(here.service.launches.read(here.id)).toMatchObject({ state: 'lost', report: undefined });
  });

  it('is ended by its own machine where its time is over and no service ends it', async () => {
    const here = await launchPlace(saving, { limitSeconds: 1 });
    const wrapper = here.start({ environment: { HYPERDRIVE_REPORT_SECONDS: '0.5' } });
    await until(() => here.service.launches.read(here.id)?.state === 'claimed');
    here.proxy.fault = () => 'lose-request';
    expect(await wrapper.exited).toBe(7);
    expect(wrapper.said()).toContain('it has run for 1 s and its service did not end it');
    expect(processesOf(here.id)).toEqual([]);
  });
});

it('sends all of what was left while it arrives, though the time for it is over', async () => {
  const names = ['a', 'b', 'c'];
  const here = await launchPlace(names.map((name) => `echo ${name} >outputs/${name}`).join('; '));
  const wrapper = here.start({ environment: { HYPERDRIVE_REPORT_SECONDS: '0' } });
  expect(await wrapper.exited).toBe(0);
  expect(names.map((name) => here.file(`outputs/${name}`))).toEqual(['a\n', 'b\n', 'c\n']);
});

it('tries no other file once one could not be sent for all of the time', async () => {
  const here = await launchPlace('echo a >outputs/a; echo b >outputs/b');
  here.proxy.fault = (path) => (path.includes('/files/') ? 'lose-request' : 'none');
  const wrapper = here.start({ environment: { HYPERDRIVE_REPORT_SECONDS: '0' } });
  expect(await wrapper.exited).toBe(0);
  expect(here.proxy.asked.filter((path) => path.includes('/files/'))).toHaveLength(1);
  expect(here.log().toString()).toMatch(
    /outputs\/a could not be kept: [^]*outputs\/b could not be kept: the time to send it was over/,
  );
});

describe('a wrapper whose service never returns', () => {
  it('runs its command to the end, says for a while how that ended, and exits as it did', {
    tags: ['full'],
    timeout: 30_000,
  }, async () => {
    const here = await launchPlace('echo begun; sleep 1; echo model >outputs/model.txt; exit 6');
    const wrapper = here.start({ environment: { HYPERDRIVE_REPORT_SECONDS: '1' } });
    await until(() => here.service.launches.read(here.id)?.state === 'claimed');
    here.proxy.fault = () => 'lose-request';
    expect(await wrapper.exited).toBe(6);
    expect(wrapper.said()).toMatch(
      /the last output could not be sent: [^]*the end of the trial could not be reported: /,
    );
    expect(here.service.launches.read(here.id)).toMatchObject({ state: 'claimed', report: undefined });
    expect(readdirSync(here.work)).toEqual([]);
  });
});

it('a wrapper that a test kills leaves nothing of it running', async () => {
  const here = await launchPlace('setsid sleep 1000 & sleep 1000');
  const wrapper = here.start();
  await until(() => processesOf(here.id).length > 1);
  wrapper.kill();
  await wrapper.exited;
  expect(processesWith(here.id)).toEqual([]);
});
