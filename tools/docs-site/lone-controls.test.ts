import { expect, it } from 'vitest';
import { keepControlsApart } from './lone-controls.mjs';

it('takes the link out of a heading that folds, and leaves that of any other one', () => {
  const link = '<a href="#x" aria-label="Permalink" class="tsd-anchor-icon"><svg></svg></a>';
  const html = `<h2>One${link}</h2><summary class="s"><h2>Two${link}</h2></summary><p><a href="#x">x</a></p>`;
  expect(keepControlsApart(html)).toBe(
    `<h2>One${link}</h2><summary class="s"><h2>Two</h2></summary><p><a href="#x">x</a></p>`,
  );
});
