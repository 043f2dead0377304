import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type AssembledService, assembleService } from '../../../../assemble-service.js';
import { listenOnLoopback } from '../../../../network/listen.js';
import { makeServiceFolder } from '../../../../service-folder.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../../storage/files/disk-run-files.js';
import type { RunFiles } from '../../../../storage/files/run-files.js';
import { computeToJson } from '../../computes/compute.js';
import type { OpenedCompute } from '../../computes/compute-engine.js';
import { writeComputeFile } from '../../computes/compute-file.js';
import { createRayEngine } from '../ray-engine.js';
import type { RayHost, RayRunnerTimes } from '../ray-runner-options.js';

/** What `npm run test:ray` provides to its tests. */
declare module 'vitest' {
  interface ProvidedContext {
    ray: {
      /** Of a head that all tests share; it has two CPUs. */
      readonly address: string;
      /** The path of the program `ray`, to start others with. */
      readonly program: string;
    };
  }
}

/** A service that knows one compute, `ray`. */
export interface RayService extends AssembledService {
  /** The folder of the test; the service has one of its own in it. */
  readonly folder: string;
  readonly files: RunFiles;
  /** What a runner is made from, for tests that need one without an engine. */
  readonly host: RayHost;
  readonly opened: OpenedCompute;
  readonly times: RayRunnerTimes;
}

export interface RayServiceOptions {
  /** Of the head; by default the one that all tests share. */
  readonly head?: string | undefined;
  readonly token?: string | undefined;
  /** What a trial asks for. */
  readonly cpus?: number | undefined;
  /** What nodes are said to see as this machine does. */
  readonly sharedFolder?: string | undefined;
  readonly times?: RayRunnerTimes | undefined;
  /** Where it says that nodes reach it, instead of where it listens. */
  readonly advertised?: string | undefined;
}

/** What takes minutes in use takes seconds here. */
const shortTimes: RayRunnerTimes = { pollMs: 300, submitAgainMs: 200, stopAgainMs: 1000, lostAfterMs: 3000 };

/** Starts a service that listens on loopback, and ends it with the test. */
export async function startRayService(options: RayServiceOptions = {}): Promise<RayService> {
  const { cpus, sharedFolder, token, advertised, head = inject('ray').address } = options;
  const times = { ...shortTimes, ...options.times };
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'code', 'data.txt'), 'data\n');
  const compute = { name: 'ray', uri: `ray+${head}`, resources: { cpus }, sharedFolder, setup: [] };
  const ofService = makeServiceFolder(join(folder, 'service'));
  writeComputeFile(ofService, [{ fields: computeToJson(compute), token }]);
  const bound: { address?: string } = {};
  const serviceAddress = (): string | undefined => advertised ?? bound.address;
  const service = assembleService(
    ofService,
    { folder: ofService },
    { serviceAddress, isServedElsewhere: () => false, computeEngines: [createRayEngine(times)] },
  );
  const listener = await listenOnLoopback(service.fetch, 0);
  bound.address = listener.address;
  onTestFinished(async () => {
    await service.engine.close();
    await listener.close();
    service.store.close();
  });
  const files = createRunFiles(ofService);
  const { launches } = service;
  const host = { files, launches, serviceAddress, now: () => new Date(), advertisedAddress: () => undefined };
  return { ...service, folder, files, host, opened: { compute, token }, times };
}
