import { expect, it } from 'vitest';
import { findDeadLinks } from './check-site.mjs';

const files = new Set(['index.html', 'guides/start.html', 'assets/style.css', 'media/a.png']);
const start = '<h2 id="first">First</h2><a href="../index.html">home</a>';

function deadIn(html: string): readonly string[] {
  const texts = new Map([
    ['index.html', html],
    ['guides/start.html', start],
  ]);
  return findDeadLinks(files, texts).map(({ page, target, reason }) => `${page} ${target}: ${reason}`);
}

it('has nothing against links that lead somewhere', () => {
  const html = `<a href="guides/start.html#first">a</a> <a href="./">b</a> <a href="#">c</a> <a href="https://docs.ray.io/en">d</a>
    <img src="media/a.png"><link rel="stylesheet" href="assets/style.css"><a href="guides/start.html?x=1">e</a>`;
  expect(deadIn(html)).toEqual([]);
});

it.each([
  ['<a href="guides/none.html">', 'guides/none.html: no such file in the site'],
  ['<a href="guides/start.html#second">', 'guides/start.html#second: guides/start.html has no such anchor'],
  ['<a href="#none">', '#none: index.html has no such anchor'],
  ['<img src="media/none.png">', 'media/none.png: no such file in the site'],
  ['<a href="../apps/cli/README.md">', '../apps/cli/README.md: no such file in the site'],
  ['<a href="htps://x">', 'htps://x: is no address'],
  ['<script src="https://cdn.example/x.js">', /loaded from another place/],
  ['<link rel="stylesheet" href="//fonts.example/a.css">', /loaded from another place/],
])('notices %s', (html, problem) => {
  const [found = '', ...others] = deadIn(html);
  expect(found).toMatch(typeof problem === 'string' ? `index.html ${problem}` : problem);
  expect(others).toEqual([]);
});

it('notices a style that loads a font from elsewhere', () => {
  const texts = new Map([['assets/style.css', '@font-face { src: url(https://fonts.example/a.woff2) }']]);
  expect(findDeadLinks(files, texts)).toMatchObject([{ target: 'https://fonts.example/a.woff2' }]);
});
