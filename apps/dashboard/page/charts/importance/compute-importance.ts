import type { ImportanceSample } from '@hyperdrive-run/charts';
import type { ImportanceReport } from '@hyperdrive-run/core/importance';

/** Computes how much hyperparameters matter in a worker of its own, so that the page can be used meanwhile. @throws Error */
export async function computeImportance(sample: ImportanceSample): Promise<ImportanceReport> {
  const worker = new Worker('/importance-worker.js', { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<ImportanceReport>) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The worker did not start.')));
      worker.postMessage(sample, []);
    });
  } finally {
    worker.terminate();
  }
}
