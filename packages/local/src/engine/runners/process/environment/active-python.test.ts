import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { withActivePython, withPython } from './active-python.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

/** Makes a program that says who it is and what it was given. */
function addProgram(name: string, ...programs: readonly string[]): string {
  const bin = join(folder, name, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const program of programs) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${name} ${program} $*"\n`, { mode: 0o755 });
  }
  return bin;
}

const call = (environment: ReadonlyMap<string, string>, script: string): string =>
  execFileSync('/bin/sh', ['-c', script], { env: Object.fromEntries(environment), encoding: 'utf8' }).trim();

describe('a command that calls python', () => {
  it.each(['VIRTUAL_ENV', 'CONDA_PREFIX'])('finds the one of the environment that %s names', (variable) => {
    const system = addProgram('system', 'python');
    addProgram('own', 'python');
    const environment = new Map([
      ['PATH', system],
      [variable, join(folder, 'own')],
    ]);
    expect(call(withActivePython(environment, new Map()), 'python -V')).toBe('own python -V');
    expect(call(withActivePython(new Map([['PATH', system]]), environment), 'python -V')).toBe('own python -V');
  });

  it('finds the one that PATH has in front, where the environment is on it', () => {
    const path = `${addProgram('front', 'python')}:${addProgram('own', 'python')}`;
    const environment = new Map([
      ['PATH', path],
      ['VIRTUAL_ENV', join(folder, 'own')],
    ]);
    expect(withActivePython(environment, new Map()).get('PATH')).toBe(path);
  });

  it('finds none of the environment that the service was started in, where the sweep brings its own PATH', () => {
    addProgram('service', 'python');
    const inherited = new Map([
      ['VIRTUAL_ENV', join(folder, 'service')],
      ['HOME', '/'],
    ]);
    const environment = withActivePython(inherited, new Map([['PATH', addProgram('user', 'python')]]));
    expect(call(environment, 'python -V')).toBe('user python -V');
    expect([...environment.keys()]).toEqual(['HOME', 'PATH']);
  });

  it('finds python3 where there is no python, with its arguments as they are', async () => {
    const environment = new Map([['PATH', addProgram('system', 'python3')]]);
    const ready = withPython(environment, join(folder, 'stand-in'));
    expect(call(ready, `python train.py 'a  b' "$HOME"`)).toBe('system python3 train.py a  b');
  });

  it('finds the real python where there is one, and makes no stand-in', async () => {
    const environment = new Map([['PATH', addProgram('system', 'python3', 'python')]]);
    expect(withPython(environment, join(folder, 'stand-in'))).toBe(environment);
    const none = new Map([['PATH', addProgram('bare', 'sh')]]);
    expect(withPython(none, join(folder, 'stand-in'))).toBe(none);
    expect(existsSync(join(folder, 'stand-in'))).toBe(false);
  });
});
