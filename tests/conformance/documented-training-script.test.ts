import { readFile } from 'node:fs/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { ensureMlflowEnvironment } from '../mlflow/python/make-environment.mjs';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { startTrainingScript } from './run-training-script.js';

const page = await readFile(new URL('../../docs/local-service.md', import.meta.url), 'utf8');
const section = /## Be a trial\n([^]*?)\n## /.exec(page)?.[1] ?? '';

/** A code block of the page, as it stands there. */
function documented(language: string, holds: string): string {
  const blocks = [...section.matchAll(/```(\w+)\n([^]*?)```/g)];
  const block = blocks.find(([, word, text]) => word === language && text?.includes(holds));
  if (block?.[2] === undefined) throw new Error(`The page has no ${language} block with ${holds}.`);
  return block[2];
}

/** Whose imports take seconds. */
const slowWays = [
  {
    way: 'azureml-core',
    file: 'train.py',
    text: documented('python', 'azureml.core'),
    program: (context: TestContext) => pythonOf(context, ensurePythonEnvironment),
  },
  {
    way: 'MLflow',
    file: 'train.py',
    text: documented('python', 'mlflow'),
    program: (context: TestContext) => pythonOf(context, ensureMlflowEnvironment),
  },
];

const ways = [
  { way: 'our training module', file: 'train.mjs', text: documented('js', 'training'), program: async () => 'node' },
  { way: 'curl', file: 'train.sh', text: documented('sh', 'curl'), program: async () => 'sh' },
];

async function pythonOf(context: TestContext, ensure: typeof ensurePythonEnvironment): Promise<string> {
  const environment = await ensure();
  return 'notRun' in environment ? context.skip(environment.notRun) : environment.python;
}

async function logsWhatIsRead({ file, text, program }: (typeof slowWays)[number], context: TestContext): Promise<void> {
  const command = `${await program(context)} ${file}`;
  const { trial } = await startTrainingScript({ command, files: { [file]: text }, installed: ['sdk'] });
  const read = await trial();
  expect(read.metrics).toEqual({ accuracy: [[7, 0.93]] });
  expect(read.status).toBe('Completed');
}

describe('what the page about trials shows, run as it stands there', () => {
  it.for(ways)('logs with $way what HyperDriveRun reads', logsWhatIsRead);
  it.for(slowWays)('logs with $way what HyperDriveRun reads', { tags: ['full'] }, logsWhatIsRead);
});
