import { brushedRangesOf, brushedRangeText } from './brushed-range.js';
import { sortingOf, sortingText } from './sorting.js';
import type { ValueRange, ViewState } from './view-state.js';
import { usualState } from './view-state.js';

/** Reads what a person has chosen from the query of an address. What is not understood is as if it were not there. */
export function stateFromQuery(query: URLSearchParams): ViewState {
  const goal = query.get('goal');
  const scope = query.get('value');
  const scale = query.get('scale');
  const top = Number(query.get('top') ?? 0);
  return {
    metric: query.get('metric') ?? undefined,
    goal: goal === 'maximize' || goal === 'minimize' ? goal : undefined,
    scope: scope === 'last' || scope === 'average' ? scope : 'best',
    scale: scale === 'linear' || scale === 'log' ? scale : 'auto',
    reverse: query.get('order') === 'worst',
    top: Number.isSafeInteger(top) && top > 0 ? top : 0,
    discardNoMetric: query.has('with-metric'),
    sort: sortingOf(query.get('sort')),
    find: query.get('find') ?? '',
    statuses: query.getAll('status'),
    ranges: query.getAll('range').flatMap(rangeOf),
    hidden: query.getAll('hide'),
    shown: query.getAll('show'),
    chosen: query.getAll('chosen'),
    brushed: query.getAll('brush').flatMap(brushedRangesOf),
  };
}

/**
 * Writes what a person has chosen into a query; what is as usual is left out.
 * @param query what else the address names, such as the sweep; it is not changed
 */
export function queryOf(state: ViewState, query: URLSearchParams): URLSearchParams {
  const written = new URLSearchParams(query);
  const names = [
    'metric',
    'goal',
    'value',
    'scale',
    'order',
    'top',
    'with-metric',
    'sort',
    'find',
    'status',
    'range',
    'hide',
    'show',
  ];
  for (const name of [...names, 'chosen', 'brush']) written.delete(name);
  const one = (name: string, value: string | undefined): void => {
    if (value !== undefined) written.set(name, value);
  };
  one('metric', state.metric);
  one('goal', state.goal);
  one('value', state.scope === usualState.scope ? undefined : state.scope);
  one('scale', state.scale === usualState.scale ? undefined : state.scale);
  one('order', state.reverse ? 'worst' : undefined);
  one('top', state.top === 0 ? undefined : String(state.top));
  one('with-metric', state.discardNoMetric ? '' : undefined);
  one('sort', state.sort && sortingText(state.sort));
  one('find', state.find === '' ? undefined : state.find);
  for (const status of state.statuses) written.append('status', status);
  for (const { column, from, to } of state.ranges) written.append('range', `${from ?? ''}..${to ?? ''}:${column}`);
  for (const column of state.hidden) written.append('hide', column);
  for (const column of state.shown) written.append('show', column);
  for (const trial of state.chosen) written.append('chosen', trial);
  for (const range of state.brushed) written.append('brush', brushedRangeText(range));
  return written;
}

function rangeOf(text: string): readonly ValueRange[] {
  const [, from = '', to = '', column = ''] = /^([^:]*?)\.\.([^:]*?):(.*)$/s.exec(text) ?? [];
  const [low, high] = [boundOf(from), boundOf(to)];
  return column === '' || (low === undefined && high === undefined) ? [] : [{ column, from: low, to: high }];
}

function boundOf(text: string): number | undefined {
  const bound = Number(text);
  return text.trim() === '' || Number.isNaN(bound) ? undefined : bound;
}
