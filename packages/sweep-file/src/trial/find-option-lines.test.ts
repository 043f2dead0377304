import { describe, expect, it } from 'vitest';
import { findOptionLines } from './find-option-lines.js';

describe('a line of a command that begins with -', () => {
  it('is found where the shell takes it for a command', () => {
    expect(findOptionLines('python train.py\n  --lr 0.1\n  --epochs 3\n')).toEqual(['--lr 0.1', '--epochs 3']);
    expect(findOptionLines('set -e\nmake\n-j 4 # x')).toEqual(['-j 4 # x']);
    expect(findOptionLines("echo 'a'\n--b")).toEqual(['--b']);
  });

  it.each([
    ['is the first of all', '--weird'],
    ['goes on after a backslash', 'python train.py \\\n  --lr 0.1 \\\n  --epochs 3'],
    ['is inside single quotes', "python -c '\n- x\n'"],
    ['is inside double quotes', 'echo "\n- x\n"'],
    ['is the text of a here-document', 'cat >a.yml <<EOF\n- x\n- y\nEOF\npython train.py'],
    ['is the text of a quoted here-document', "cat <<-'END OF IT'\n\t- x\n\tEND OF IT\ntrue"],
    ['has its - further on', 'set -e\necho - x'],
  ])('is none where it %s', (_, command) => {
    expect(findOptionLines(command)).toEqual([]);
  });

  it('is found after a here-document has ended', () => {
    expect(findOptionLines('cat <<A <<B\n- a\nA\n- b\nB\n--lr 1')).toEqual(['--lr 1']);
  });
});
