import { describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../../server/__fixtures__/start-test-service.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { startWrapper } from './__fixtures__/start-wrapper.js';
import type { EngineView } from './judge-launch.js';
import { type ProbeJob, type ProbeOptions, probeService } from './probe-service.js';

interface Tried {
  readonly service: TestService;
  readonly stops: () => number;
  /** The launches that were started. */
  readonly ids: readonly string[];
  readonly probe: (over?: Partial<ProbeOptions>) => ReturnType<typeof probeService>;
}

/** An engine that runs wrappers on this machine, or only says something of them. */
async function engine(says?: EngineView): Promise<Tried> {
  const [service, folder] = [await startTestService(), await temporaryFolder()];
  let stops = 0;
  const ids: string[] = [];
  async function submit(id: string, variables: ReadonlyMap<string, string>): Promise<ProbeJob> {
    ids.push(id);
    const watchers = new Set<(view: EngineView) => void>();
    const environment = Object.fromEntries(variables);
    const started =
      says === undefined
        ? startWrapper({ id, claimCode: '', serviceAddress: '' }, { package: folder, environment })
        : undefined;
    void started?.exited.then((code) => {
      for (const watcher of watchers) watcher({ kind: 'over', reason: 'FAILED', exitCode: Number(code) });
    });
    return {
      watch(listener) {
        watchers.add(listener);
        if (says !== undefined) listener(says);
        return () => void watchers.delete(listener);
      },
      output: async () => started?.said() ?? '',
      async stop() {
        stops += 1;
      },
    };
  }
  return {
    service,
    ids,
    stops: () => stops,
    probe: (over) => probeService(service.launches, submit, { serviceAddress: service.address, ...over }),
  };
}

describe('a try whether the nodes of a compute reach the service', () => {
  it('names the node that did', async () => {
    const { probe } = await engine();
    expect(await probe()).toMatchObject({ kind: 'reached', node: expect.stringMatching(/./) });
  });

  it('says of a node that does not which address it could not reach', { tags: ['full'], timeout: 30_000 }, async () => {
    const { probe } = await engine();
    const result = await probe({ serviceAddress: 'http://127.0.0.1:9' });
    expect(result).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('cannot reach http://127.0.0.1:9'),
    });
  });

  it('does not blame the network where nothing was free', async () => {
    const { probe, stops } = await engine({ kind: 'waiting' });
    expect(await probe({ deadlineMs: 50 })).toMatchObject({ kind: 'not-started' });
    expect(stops()).toBe(1);
  });

  it('says what the engine says where the wrapper did not come to a word', async () => {
    const { probe } = await engine({ kind: 'over', reason: 'RUNTIME_ENV_SETUP_FAILURE' });
    const result = await probe();
    expect(result).toMatchObject({ kind: 'failed', message: expect.stringContaining('RUNTIME_ENV_SETUP_FAILURE') });
  });

  it('leaves no launch behind, and ends with its signal', async () => {
    const { probe, service, ids } = await engine({ kind: 'running' });
    const aborted = probe({ signal: AbortSignal.timeout(20) });
    await expect(aborted).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(ids.map((id) => service.launches.read(id))).toEqual([undefined]);
  });
});
