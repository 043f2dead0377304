import type { SeededRandom } from './seeded-random.js';

const names = [
  'a.py',
  'B.py',
  'Zeta.txt',
  'données.csv',
  'x y.py',
  '.hidden',
  '_init.py',
  '100%.md',
  'run.log',
  'cache.pyc',
] as const;
const folders = ['', 'sub/', 'Sub2/', 'sub/deep/', '.git/', '__pycache__/', 'logs/'] as const;
const rules = [
  '*.log',
  '*.pyc',
  '/logs',
  'sub/deep/',
  '!run.log',
  '# nothing',
  '__pycache__',
  '*.py[co]',
  '**/deep',
  '',
] as const;

/** The files of a folder of code, with rules of what to leave out. */
export function generateTree(random: SeededRandom, root: string): Readonly<Record<string, string>> {
  const files = new Map([[`${root}/main.py`, `print(${random.whole(0, 1e9)})\n`]]);
  for (let left = random.whole(0, 7); left > 0; left -= 1) {
    const content = 'x'.repeat(random.whole(0, 300)) + random.pick(['', '\n', 'ü']);
    files.set(`${root}/${random.pick(folders)}${random.pick(names)}`, random.once(6) ? '' : content);
  }
  if (random.once(2)) {
    const text = Array.from({ length: random.whole(1, 4) }, () => random.pick(rules)).join('\n');
    files.set(`${root}/${random.pick(['.amlignore', '.gitignore'])}`, `${text}\n`);
  }
  return Object.fromEntries(files);
}
