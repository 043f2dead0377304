import { readdirSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { signalProcess } from '../../engine/runners/process/processes/process-group.js';
import type { ChaosSweep } from './chaos-sweep.js';

/** The processes that run now and have the sweep's folder in their environment or command line. */
export function processesOf({ folder }: ChaosSweep): readonly number[] {
  if (process.platform !== 'linux') return [];
  const names = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return ['environ', 'cmdline'].some((file) => readFileSync(`/proc/${name}/${file}`, 'latin1').includes(folder));
    } catch {
      return false;
    }
  });
  return names.map(Number);
}

/** Where the test fails, trials that outlived their service do not outlive the test. */
export function endWithTest(sweep: ChaosSweep): ChaosSweep {
  onTestFinished(() => {
    for (const processId of processesOf(sweep)) signalProcess(processId, 'SIGKILL');
  });
  return sweep;
}
