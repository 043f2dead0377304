// What the bundle of the program exports; main.ts runs it.

export { processIo } from './context/process-io.js';
export { runCli } from './run-cli.js';
