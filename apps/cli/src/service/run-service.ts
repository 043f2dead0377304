import type { StartLocalServiceOptions } from '@hyperdrive-run/local';
import type { CliIo } from '../context/cli-io.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { serviceFailureText } from './service-failure-text.js';

/** Runs a folder's service in this process until it is asked to stop. */
export async function runService(
  io: CliIo,
  options: Pick<StartLocalServiceOptions, 'folder' | 'port' | 'allowedOrigins'>,
): Promise<void> {
  const stopped = untilStopSignal(io);
  // Its log lies on the disk that its folder is on: both are full at the same time.
  io.outliveOutput();
  // When it is needed, and from its own package: it starts what lies beside its files.
  const { startLocalService } = await import('@hyperdrive-run/local');
  const service = await startLocalService({
    ...options,
    environment: io.env,
    onError: (error, runId) => void io.stderr.write(`${now()} ${serviceFailureText(error, runId)}\n`),
  });
  const { address, pid, folder } = service;
  await io.stdout.write(`${now()} listening at ${address}, process ${pid}, folder ${escapeAsOneLine(folder)}\n`);
  // The process that started this one in the background waits for this message.
  process.send?.({ address });
  const signal = await stopped;
  await io.stdout.write(`${now()} stopping after ${signal}\n`);
  await service.close();
}

function untilStopSignal(io: CliIo): Promise<string> {
  return new Promise((resolve) => {
    // The listener stays: a second signal must not cut short the ending of trials.
    io.onStopSignal(resolve);
  });
}

function now(): string {
  return new Date().toISOString();
}
