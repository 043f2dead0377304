import { isTerminalStatus } from '@hyperdrive-run/core';
import { type Content, element } from '../dom.js';
import { formatDuration, formatNumber, formatValue, shortId } from '../format.js';
import { sweepLink, trialLink } from '../links.js';
import type { Look } from '../sweep/look.js';
import { compareSpaces } from './compare-spaces.js';
import { valueStrips } from './value-strips.js';

/** Two sweeps side by side: what they are, their best runs, how their search spaces differ, and their values on one scale. */
export function comparisonPage(one: Look, other: Look): HTMLElement {
  return element(
    'div',
    {},
    element('a', { href: '/' }, '← All sweeps'),
    element('h1', {}, 'Two sweeps compared'),
    element(
      'div',
      { class: 'stack' },
      section('Results', table('Results', ['What', titleOf(one), titleOf(other)], resultRows(one, other))),
      section('Values', valueStrips(one, other)),
      section(
        'Best hyperparameters',
        table('Best hyperparameters', ['Hyperparameter', titleOf(one), titleOf(other)], bestRows(one, other)),
      ),
      section(
        'Search space',
        table('Search space', ['Hyperparameter', titleOf(one), titleOf(other)], spaceRows(one, other)),
      ),
    ),
  );
}

function section(title: string, content: HTMLElement): HTMLElement {
  return element('section', { class: 'card', 'aria-label': title }, element('h2', {}, title), content);
}

interface ComparedRow {
  readonly cells: readonly Content[];
  readonly isSame: boolean;
}

function table(label: string, heads: readonly Content[], rows: readonly ComparedRow[]): HTMLElement {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const body = rows.map(({ cells: [name = '', ...cells], isSame }) =>
    element(
      'tr',
      { class: isSame ? undefined : 'differs' },
      element('th', { scope: 'row' }, name),
      ...cells.map((cell) => element('td', {}, cell)),
    ),
  );
  const made = element('table', { class: 'compared' }, element('thead', {}, head), element('tbody', {}, ...body));
  return element('div', { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': `Table: ${label}` }, made);
}

function titleOf({ sweep }: Look): HTMLElement {
  return sweepLink(sweep.runId, sweep.displayName ?? sweep.runId);
}

function row(name: string, of: (look: Look) => Content, one: Look, other: Look): ComparedRow {
  const cells = [of(one), of(other)];
  const [a, b] = cells.map((cell) => (typeof cell === 'string' ? cell : cell.textContent));
  return { cells: [name, ...cells], isSame: a === b };
}

function resultRows(one: Look, other: Look): readonly ComparedRow[] {
  return [
    row('Status', ({ sweep }) => sweep.status, one, other),
    row('Primary metric', ({ sweep }) => `${sweep.primaryMetric.name} (${sweep.primaryMetric.goal})`, one, other),
    row('Best value', bestValue, one, other),
    row('Best run', bestLink, one, other),
    row('Trials', ({ children }) => String(children.length), one, other),
    row('Failed', ({ children }) => String(children.filter(({ status }) => status === 'Failed').length), one, other),
    row('Started', ({ sweep }) => sweep.startTime?.toLocaleString() ?? '', one, other),
    row('Took', tookText, one, other),
    row('Trials to the best', trialsToBest, one, other),
  ];
}

function bestValue({ best }: Look): string {
  const value = best?.bestRun?.value;
  return value === undefined ? '' : formatNumber(value);
}

function bestLink({ sweep, best }: Look): Content {
  const run = best?.bestRun;
  if (run === undefined) return '';
  return trialLink(run.resumedFrom ?? sweep.runId, run.runId, shortId(run.runId, sweep.runId));
}

function tookText({ sweep: { startTime, endTime, status } }: Look): string {
  const until = endTime ?? (isTerminalStatus(status) ? undefined : new Date());
  return startTime === undefined || until === undefined ? '' : formatDuration(until.getTime() - startTime.getTime());
}

/** After how many trials the best one had been found: how quickly the search got there. */
function trialsToBest({ children, best }: Look): string {
  // The listing begins with the newest.
  const position = children.toReversed().findIndex(({ runId }) => runId === best?.bestRun?.runId);
  return position === -1 ? '' : String(position + 1);
}

function bestRows(one: Look, other: Look): readonly ComparedRow[] {
  const valuesOf = ({ best, children }: Look): ReadonlyMap<string, string> => {
    const run = best?.bestRun;
    const found = run?.hyperparameters ?? children.find(({ runId }) => runId === run?.runId)?.hyperparameters ?? [];
    return new Map([...found].map(([name, value]) => [name, formatValue(value)]));
  };
  const [a, b] = [valuesOf(one), valuesOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({
    cells: [name, a.get(name) ?? '–', b.get(name) ?? '–'],
    isSame: a.get(name) === b.get(name),
  }));
}

function spaceRows(one: Look, other: Look): readonly ComparedRow[] {
  return compareSpaces(one.sweep.sampling, other.sweep.sampling).map(({ name, one: a, other: b, isSame }) => ({
    cells: [name, a ?? '–', b ?? '–'],
    isSame,
  }));
}
