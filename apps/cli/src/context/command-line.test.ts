import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { commandLine } from './command-line.js';

describe('commandLine', () => {
  function line(env: Record<string, string>, backend = 'local', ...words: string[]): string {
    const globals = { backend, json: false, verbose: false };
    return commandLine({ io: memoryIo({ env }), globals }, ...(words.length > 0 ? words : ['best', 'HD_1']));
  }

  it('names the program as it was called', () => {
    expect(line({})).toBe('hyperdrive best HD_1');
    expect(line({ npm_lifecycle_event: 'hyperdrive', npm_command: 'run' })).toBe('npm run -s hyperdrive -- best HD_1');
    expect(line({ npm_lifecycle_event: 'npx', npm_command: 'exec' })).toBe('npx @hyperdrive-run/cli best HD_1');
    expect(line({ npm_lifecycle_event: 'start', npm_command: 'start' })).toBe('hyperdrive best HD_1');
    expect(line({ HYPERDRIVE_COMMAND: 'node cli.js', npm_command: 'exec' })).toBe('node cli.js best HD_1');
  });

  it('asks the same backend again', () => {
    expect(line({}, 'local:/tmp/my runs')).toBe("hyperdrive best HD_1 --backend 'local:/tmp/my runs'");
    expect(line({}, 'local:runs')).toBe('hyperdrive best HD_1 --backend local:/runs');
    expect(line({ HYPERDRIVE_HOME: '/data/runs' }, 'local:runs')).toBe('hyperdrive best HD_1 --backend local:/runs');
    expect(line({}, 'azureml://eu/subscriptions/s?experiment=a')).toBe(
      "hyperdrive best HD_1 --backend 'azureml://eu/subscriptions/s?experiment=a'",
    );
  });

  it('leaves out what the next command finds by itself', () => {
    expect(line({ HYPERDRIVE_HOME: '/data/runs' })).toBe('hyperdrive best HD_1');
    expect(line({ HYPERDRIVE_BACKEND: 'mlflow' }, 'mlflow')).toBe('hyperdrive best HD_1');
    expect(line({ HYPERDRIVE_BACKEND: 'mlflow' })).toBe(
      `hyperdrive best HD_1 --backend local:${homedir()}/.hyperdrive`,
    );
    // Relative: from another folder it is another one.
    expect(line({ HYPERDRIVE_HOME: 'runs' })).toBe('hyperdrive best HD_1 --backend local:/runs');
  });

  it('names the profile that was named', () => {
    const globals = {
      backend: 'mlflow',
      backendSource: 'profile',
      profile: 'lab',
      json: false,
      verbose: false,
    } as const;
    expect(commandLine({ io: memoryIo(), globals }, 'list')).toBe('hyperdrive list --profile lab');
    const used = { ...globals, backendSource: 'used-profile' } as const;
    expect(commandLine({ io: memoryIo(), globals: used }, 'list')).toBe('hyperdrive list');
  });

  it('quotes what a shell would read otherwise, and escapes what a terminal would', () => {
    expect(line({}, 'local', 'best', "it's; rm -rf $HOME")).toBe(String.raw`hyperdrive best 'it'\''s; rm -rf $HOME'`);
    expect(line({}, 'local', 'best', 'a\u001B[2Jb')).toBe(String.raw`hyperdrive best 'a\x1b[2Jb'`);
  });
});
