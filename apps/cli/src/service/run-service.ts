import type { StartLocalServiceOptions } from '@hyperdrive-run/local';
import type { CliIo } from '../context/cli-io.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { serviceFailureText } from './service-failure-text.js';
import { leaveTrialsSignal } from './stop-service.js';

/** Runs a folder's service in this process until it is asked to stop. */
export async function runService(
  io: CliIo,
  options: Pick<StartLocalServiceOptions, 'folder' | 'port' | 'allowedOrigins' | 'listen'>,
): Promise<void> {
  const stopped = untilStopSignal(io);
  // Its log lies on the disk that its folder is on: both are full at the same time.
  io.outliveOutput();
  // When it is needed, and from its own package: it starts what lies beside its files.
  const { plainHttpWarning, startLocalService } = await import('@hyperdrive-run/local');
  const service = await startLocalService({
    ...options,
    environment: io.env,
    onError: (error, runId) => void io.stderr.write(`${now()} ${serviceFailureText(error, runId)}\n`),
  });
  const { address, pid, folder, advertised } = service;
  const warning = advertised === undefined ? undefined : plainHttpWarning(advertised);
  await io.stdout.write(`${now()} listening at ${address}, process ${pid}, folder ${escapeAsOneLine(folder)}\n`);
  if (advertised !== undefined) await io.stdout.write(`${now()} listening for other machines as ${advertised}\n`);
  if (warning !== undefined) await io.stderr.write(`${now()} ${warning}\n`);
  // The process that started this one in the background waits for this message.
  process.send?.({ address });
  const signal = await stopped;
  await io.stdout.write(`${now()} stopping after ${signal}\n`);
  const leaveTrials = signal === leaveTrialsSignal;
  await service.close({ leaveTrials });
  // Trials on this machine are its children, and would keep it until they end.
  if (leaveTrials) process.exit();
}

function untilStopSignal(io: CliIo): Promise<string> {
  return new Promise((resolve) => {
    // The listener stays: a second signal must not cut short the ending of trials.
    io.onStopSignal(resolve);
    process.on(leaveTrialsSignal, resolve);
  });
}

function now(): string {
  return new Date().toISOString();
}
