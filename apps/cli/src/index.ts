export type { CliIo, CliOutput, StopSignal } from './cli-io.js';
export { type ExitCode } from './exit-code.js';
export { processIo } from './process-io.js';
export { runCli } from './run-cli.js';
