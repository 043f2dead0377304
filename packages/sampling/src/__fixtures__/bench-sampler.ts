import type { Observation, SampledPoint, Sampler } from '../sampler.js';

/** A sampler as the benchmark drives it, ours and others alike: it returns a point, and is called with what that reached. */
export interface BenchSampler {
  /** Adds a trial that has ended without having been asked for. */
  add(point: SampledPoint, value: number): Promise<void>;
  /** The next point, and the processor time that it took to choose it, in milliseconds. */
  ask(): Promise<{ readonly point: SampledPoint; readonly ms: number }>;
  tell(value: number): Promise<void>;
}

/** One of our own samplers in that form. */
export function toBenchSampler(sampler: Sampler): BenchSampler {
  const observations: Observation[] = [];
  let asked: SampledPoint = new Map();
  const add = (point: SampledPoint, value: number): Promise<void> => {
    observations.push({ point, value, ended: true });
    return Promise.resolve();
  };
  return {
    add,
    ask() {
      const before = process.cpuUsage();
      asked = sampler.nextPoint(observations.length, observations) ?? new Map();
      const { user, system } = process.cpuUsage(before);
      return Promise.resolve({ point: asked, ms: (user + system) / 1000 });
    },
    tell: (value) => add(asked, value),
  };
}
