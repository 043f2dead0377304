#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { processIo } from './context/process-io.js';
import { runCli } from './run-cli.js';

// The exit code is set, not exited with: what is still being written gets out.
process.exitCode = await runCli(process.argv.slice(2), processIo(fileURLToPath(import.meta.url)));
