import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTrialCommand } from '@hyperdrive-run/core/trial';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { renderCommand } from './render-command.js';

const folder = mkdtempSync(join(tmpdir(), 'render-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command whose placeholders all have one value, and returns the arguments that the program received. */
function received(template: string, value: string): string[] {
  const command = template.replace('ECHO', "printf '%s\\0'");
  const { script } = renderCommand(parseTrialCommand(command), () => value);
  const output = execFileSync('/bin/sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

const x = '${{search_space.x}}';
const nasty = [
  '; touch hacked',
  '$(touch hacked)',
  '`touch hacked`',
  "'; touch hacked; '",
  '"; touch hacked; "',
  'two  blanks',
  ' around ',
  'line\nend\n',
  '\ttab',
  '--leading',
  '-n',
  '*',
  '~',
  '$HOME',
  '\\',
  'a\\nb',
  '!bang',
  '# no comment',
  '& touch hacked',
  '| touch hacked',
  '> hacked',
  '{a,b}',
  'äöü 漢字 🚀',
  '',
];

describe('a value in a command', () => {
  it.each(nasty)('reaches the program as the very text, and nothing of it is executed: %j', (value) => {
    expect(received(`ECHO --x ${x} end`, value)).toEqual(['--x', value, 'end']);
    expect(received(`ECHO --x=${x}`, value)).toEqual([`--x=${value}`]);
    expect(received(`ECHO "a ${x} b"`, value)).toEqual([`a ${value} b`]);
    expect(received(`ECHO 'a ${x} b' "c"`, value)).toEqual([`a ${value} b`, 'c']);
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  it('is any text, whatever characters it is made of', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((s) => !s.includes('\0'));
    fc.assert(
      fc.property(text, (value) => {
        expect(received(`ECHO ${x} "${x}" '${x}'`, value)).toEqual([value, value, value]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps its text inside substitutions, after comments with quotes and after a backslash', () => {
    const value = 'it\'s $(touch hacked) "x"';
    expect(received(`ECHO "$(printf %s "${x}")" end`, value)).toEqual([value, 'end']);
    expect(received(`ECHO "\`printf %s "${x}"\`"`, 'plain')).toEqual(['plain']);
    expect(received(`# don't count this quote\nECHO ${x}`, value)).toEqual([value]);
    expect(received(`ECHO a#b'c' ${x}`, value)).toEqual(['a#bc', value]);
    expect(received(`ECHO \\' ${x}`, value)).toEqual(["'", value]);
    expect(received(`ECHO C:\\${x}`, value)).toEqual([`C:\\${value}`]);
    expect(received(`ECHO ${x}#tail`, value)).toEqual([`${value}#tail`]);
    expect(received(`ECHO $((1 + 2)) ${x}`, value)).toEqual(['3', value]);
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  it('is never code where the shell reads the command otherwise than expected', () => {
    const command = `cat <<END\nit's ${x}\nEND\n`;
    const { script } = renderCommand(parseTrialCommand(command), () => "'; touch hacked; $(touch hacked)");
    execFileSync('/bin/sh', ['-c', script], { cwd: folder });
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  it('is shown as a person would type it', () => {
    const values = new Map([
      ['lr', '0.01'],
      ['name', "it's"],
    ]);
    const parts = parseTrialCommand('train --lr ${{search_space.lr}} --name ${{ inputs.name }}');
    const { display } = renderCommand(parts, (at) => values.get(at.kind === 'unknown' ? '' : at.name) ?? '');
    expect(display).toBe(`train --lr 0.01 --name 'it'\\''s'`);
  });
});
