export type { CliIo, CliOutput, StopSignal } from './context/cli-io.js';
export { type ExitCode } from './context/exit-code.js';
export { processIo } from './context/process-io.js';
export { runCli } from './run-cli.js';
