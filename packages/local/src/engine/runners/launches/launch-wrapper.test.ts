import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTestService } from '../../../server/__fixtures__/start-test-service.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { launchPlace, processesOf, run, until } from './__fixtures__/launch-place.js';
import { startWrapper } from './__fixtures__/start-wrapper.js';
import { probeJob } from './launch-job.js';
import { launchWrapperFile, wrapperExitCodes } from './launch-wrapper.js';

describe('a launch that was granted', () => {
  it('runs in a copy of the code, which Python looks into first, and brings its log and its outputs back', async () => {
    const here = await launchPlace(
      `python3 -c "import helper" && echo changed >helper.py && echo model >outputs/model.txt && echo event >logs/a.log &&
      echo "$LR $AZUREML_RUN_TOKEN" >outputs/said.txt && echo weights >"$MODEL/w" && echo done`,
      {
        variables: new Map([
          ['LR', '0.1'],
          ['MODEL', '/the-outputs/model'],
        ]),
        outputs: ['model'],
        outputsMark: '/the-outputs',
        codePath: 'src',
      },
    );
    mkdirSync(join(here.package, 'src'));
    writeFileSync(join(here.package, 'helper.py'), 'raise SystemExit(9)');
    writeFileSync(join(here.package, 'src/helper.py'), 'print("imported")');
    const wrapper = here.start({ environment: { PYTHONPATH: here.package } });
    expect([await wrapper.exited, wrapper.said()]).toEqual([0, '']);
    expect(here.report()).toEqual({ kind: 'exited', code: 0 });
    expect(here.log().toString()).toBe('imported\ndone\n');
    expect(here.file('outputs/model.txt') + here.file('logs/a.log') + here.file('outputs/model/w')).toBe(
      'model\nevent\nweights\n',
    );
    expect(here.file('outputs/said.txt')).toMatch(/^0\.1 \S+\.\S+\.\S+\n$/);
    expect(readFileSync(join(here.package, 'src/helper.py'), 'utf8')).toBe('print("imported")');
    expect(readdirSync(here.work)).toEqual([]);
  });

  it.each([
    ['exit 3', 3],
    ['kill -9 $$', 137],
    ['kill -TERM $$', 143],
    ['exec /nonexistent/program', 127],
  ])('of %s has the exit code %i', async (script, code) => {
    const here = await launchPlace(script);
    expect(await here.start().exited).toBe(code);
    expect(here.report()).toEqual({ kind: 'exited', code });
  });

  it('runs once, though its engine starts it twice at once', async () => {
    const here = await launchPlace('echo ran >>"$MARKS"; sleep 0.5', {});
    const marks = join(here.work, 'marks');
    const wrappers = [1, 2, 3].map(() => here.start({ environment: { MARKS: marks } }));
    const codes = await Promise.all(wrappers.map(({ exited }) => exited));
    expect(codes.toSorted((a, b) => Number(a) - Number(b))).toEqual([
      0,
      wrapperExitCodes.refused,
      wrapperExitCodes.refused,
    ]);
    expect(readFileSync(marks, 'utf8')).toBe('ran\n');
    expect(wrappers.map(({ said }) => said()).join('')).toContain('LaunchClaimed');
  });

  it('runs once, though the answers to its claim, its log and its report are lost', { tags: ['full'] }, async () => {
    const here = await launchPlace('echo out; echo ran >>"$MARKS"');
    const lost = new Map<string, number>();
    here.proxy.fault = (path) => {
      const call = path.replace(/\?.*/, '');
      lost.set(call, (lost.get(call) ?? 0) + 1);
      return (lost.get(call) ?? 0) < 3 ? 'lose-answer' : 'none';
    };
    const marks = join(here.work, 'marks');
    expect(await here.start({ environment: { MARKS: marks } }).exited).toBe(0);
    expect(readFileSync(marks, 'utf8') + here.log().toString()).toBe('ran\nout\n');
    expect(here.report()).toEqual({ kind: 'exited', code: 0 });
    expect(here.proxy.asked.filter((path) => path.endsWith('/claim'))).toHaveLength(3);
  });

  it('runs on while its service is killed and started again, and loses nothing of its output', {
    tags: ['full'],
  }, async () => {
    const here = await launchPlace('for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.5; done; exit 5');
    const wrapper = here.start();
    const { folder, launches } = here.service;
    await until(() => launches.read(here.id)?.state === 'claimed');
    here.proxy.fault = () => 'lose-request';
    await here.service.close();
    here.service = await startTestService({ folder });
    await until(() => here.proxy.asked.filter((path) => path.includes('/log')).length > 1);
    here.proxy.fault = () => 'none';
    expect(await wrapper.exited).toBe(5);
    expect(here.report()).toEqual({ kind: 'exited', code: 5 });
    expect(here.log().toString()).toBe('1\n2\n3\n4\n5\n6\n7\n8\n');
  });

  it('keeps its output as bytes', async () => {
    const here = await launchPlace(`printf 'a\\377\\376\\000b'`);
    await here.start().exited;
    expect([...here.log()]).toEqual([0x61, 0xff, 0xfe, 0, 0x62]);
  });

  it('keeps the beginning and the end of more output than it may hold back while its service is away', {
    tags: ['full'],
  }, async () => {
    const here = await launchPlace('echo first; head -c 13000000 /dev/zero | tr "\\0" x; echo; echo last');
    here.proxy.fault = (path) => (path.includes('/log') ? 'lose-request' : 'none');
    const wrapper = here.start();
    await until(() => here.proxy.asked.filter((path) => path.includes('/log')).length > 1);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    here.proxy.fault = () => 'none';
    expect(await wrapper.exited).toBe(0);
    const log = here.log().toString();
    expect(log.slice(0, 7)).toBe('first\nx');
    expect(log.slice(-6)).toBe('\nlast\n');
    expect(log).toMatch(/\[\.\.\. \d+ bytes of output are left out here \.\.\.\]/);
    expect(log.length).toBeLessThan(12_000_000);
  });

  it('ends what its command has left running, in a session of its own too', async () => {
    const here = await launchPlace(
      'sleep 1000 & setsid sleep 1000 & setsid sh -c "trap \\"\\" TERM; sleep 1000" & sleep 0.3; exit 4',
      {
        graceSeconds: 1,
      },
    );
    expect(await here.start().exited).toBe(4);
    expect(processesOf(here.id)).toEqual([]);
    expect(here.report()).toEqual({ kind: 'exited', code: 4 });
  });
});

describe('nothing is run', () => {
  it('of a launch that was withdrawn', async () => {
    const here = await launchPlace('echo ran >>"$MARKS"');
    here.service.launches.withdraw(here.id, 'it waited too long');
    const wrapper = here.start({ environment: { MARKS: join(here.work, 'marks') } });
    expect(await wrapper.exited).toBe(wrapperExitCodes.refused);
    expect(wrapper.said()).toContain('LaunchWithdrawn');
    expect(existsSync(join(here.work, 'marks'))).toBe(false);
  });

  it('of a launch whose run was canceled', async () => {
    const here = await launchPlace('true');
    here.service.store.changeRun(run, { status: 'CancelRequested' });
    const wrapper = here.start();
    expect(await wrapper.exited).toBe(wrapperExitCodes.refused);
    expect(wrapper.said()).toContain('RunEnded');
  });

  it('where the service cannot be reached, which is said with its address', async () => {
    const here = await launchPlace('true');
    here.proxy.fault = () => 'lose-request';
    const wrapper = here.start({ environment: { HYPERDRIVE_CLAIM_SECONDS: '0.5' } });
    expect(await wrapper.exited).toBe(wrapperExitCodes.unreachable);
    expect(wrapper.said()).toContain(`cannot reach ${here.proxy.address}`);
    expect(here.service.launches.read(here.id)?.state).toBe('open');
  });

  it('where there is no Python, which is said', async () => {
    const here = await launchPlace('true');
    const wrapper = here.start({ environment: { PATH: here.work } });
    expect(await wrapper.exited).toBe(wrapperExitCodes.unprepared);
    expect(wrapper.said()).toContain('no Python 3.8 or newer');
  });

  it('where the copy of the code finds no room, which is reported', async (context) => {
    const here = await launchPlace('echo ran');
    const mount = `mount -t tmpfs -o size=64k tmpfs "$HYPERDRIVE_WORK" && exec /bin/sh "$@"`;
    if (
      spawnSync('unshare', ['-rm', 'sh', '-c', `HYPERDRIVE_WORK=${here.work}; ${mount}`, 'sh', '-c', 'true']).status !==
      0
    ) {
      return context.skip('a small file system could not be mounted');
    }
    writeFileSync(join(here.package, 'data.bin'), Buffer.alloc(200_000));
    const wrapper = here.start({ through: ['unshare', '-rm', 'sh', '-c', mount, 'sh'] });
    expect(await wrapper.exited).toBe(wrapperExitCodes.unprepared);
    expect(here.report()).toMatchObject({ kind: 'never-ran' });
    expect(JSON.stringify(here.report())).toContain('No space left on device');
  });
});

it('a try of the way claims and reports, and runs nothing', async () => {
  const { launches, address } = await startTestService();
  const launch = launches.create(probeJob, undefined);
  const wrapper = startWrapper({ ...launch, serviceAddress: address }, { package: await temporaryFolder() });
  expect([await wrapper.exited, wrapper.said()]).toEqual([0, '']);
  expect(launches.read(launch.id)?.report).toEqual({ kind: 'exited', code: 0 });
});

it('the wrapper compiles with the oldest Python that it takes, without a warning', (context) => {
  const python = ['python3.8', 'python3'].find((name) => spawnSync(name, ['-c', '']).status === 0);
  if (python === undefined) return context.skip('Python 3 was not found');
  const compile = `import sys; file = open(sys.argv[1]); compile(file.read(), 'wrapper', 'exec'); file.close()`;
  const { stderr } = spawnSync(python, ['-W', 'error', '-c', compile, launchWrapperFile], { encoding: 'utf8' });
  expect(stderr).toBe('');
});
