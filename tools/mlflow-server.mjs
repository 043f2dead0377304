#!/usr/bin/env node
// npm run mlflow-server: the real MLflow tracking server of the tests, until Ctrl+C. The first time it makes its
// environment, which takes about a minute.
//
//   npm run mlflow-server -- [--port N] [--folder PATH]     PATH keeps what is logged; else it is gone at the end

import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMlflowServer } from '../tests/mlflow/start-mlflow-server.mjs';

const { values } = parseArgs({ options: { port: { type: 'string' }, folder: { type: 'string' } } });
if (values.port !== undefined && !/^[1-9]\d{0,4}$/.test(values.port)) {
  console.error(`--port is ${JSON.stringify(values.port)}, but takes a port number.`);
  process.exit(2);
}

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => interrupted.abort());
const whenInterrupted = once(interrupted.signal, 'abort');

try {
  const started = await startMlflowServer({
    folder: values.folder === undefined ? undefined : path.resolve(values.folder),
    port: values.port === undefined ? undefined : Number(values.port),
    signal: interrupted.signal,
  });
  if ('notRun' in started) {
    console.error(started.notRun);
    process.exitCode = 1;
  } else {
    console.log(`MLflow listens on ${started.server.url}, its data is in ${started.server.folder}. Ctrl+C ends it.`);
    await whenInterrupted;
    await started.server.stop();
  }
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}
