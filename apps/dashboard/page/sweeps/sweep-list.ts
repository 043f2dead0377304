import { isTerminalStatus } from '@hyperdrive-run/core';
import type { SweepList } from '../../api/sweep-list.js';
import type { SweepOverview } from '../../api/sweep-overview.js';
import type { SweepSummary } from '../../api/sweep-summary.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';
import { formatDuration, formatNumber, toneOf } from '../format.js';
import { compareLink, sweepLink } from '../links.js';
import { type ListState, listStateFromQuery, queryOfList } from '../state/list-state.js';
import type { Column } from '../table/column.js';
import { createDataTable } from '../table/data-table.js';
import { nextSorting, sortRows } from '../table/sort-rows.js';
import { createOverviews, type Overviews } from './overviews.js';

/** The list of sweeps, newest first, each a link to its page; two of them can be compared. */
export function createSweepList(
  first: SweepList,
  announce: (text: string) => void,
  readMore: () => Promise<SweepList>,
): HTMLElement {
  const heading = element('h1', {}, 'Sweeps');
  if (first.sweeps.length === 0) {
    const note = 'There is no sweep yet. Submit one with “hyperdrive submit FILE”.';
    return element('div', {}, heading, element('p', { class: 'note' }, note));
  }
  let list = first;
  let state = listStateFromQuery(new URLSearchParams(location.search));
  const find = element('input', { id: 'find', type: 'search', placeholder: 'name, id, experiment, status …' });
  find.value = state.find;
  const count = element('p', { class: 'note', id: 'count' });
  const compare = element('span', { id: 'compare' });
  const more = element('button', { type: 'button', id: 'more' }, 'Show more');
  const trouble = element('div');
  const overviews = createOverviews(() => draw(false));
  const columns = sweepColumns(overviews, (sweepId) => state.chosen.includes(sweepId));
  const table = createDataTable<SweepSummary>({
    id: 'sweeps',
    caption: 'Sweeps',
    keyOf: ({ runId }) => runId,
    onVisible: (sweeps) => overviews.want(sweeps.map(({ runId }) => runId)),
    onSort: (column) => change({ sort: nextSorting(state.sort, column) }),
  });

  function change(changed: Partial<ListState>): void {
    state = { ...state, ...changed };
    const query = queryOfList(state).toString();
    history.replaceState(null, '', query === '' ? '/' : `?${query}`);
    draw(changed.chosen === undefined);
  }

  function draw(isNews: boolean): void {
    const { sort, chosen } = state;
    const words = state.find.toLowerCase().split(/\s+/);
    const fits = (sweep: SweepSummary): boolean => words.every((word) => textOf(sweep).includes(word));
    const rows = sortRows(list.sweeps.filter(fits), columns, sort);
    table.show({ rows, columns, sorted: sort });
    count.textContent = `${rows.length} of ${list.sweeps.length}${list.hasMore ? ' or more' : ''} sweeps.`;
    more.hidden = !list.hasMore;
    const [one, other] = chosen;
    const link =
      one !== undefined && other !== undefined
        ? [compareLink(one, other, 'Compare the two')]
        : ['Choose two sweeps to compare them.'];
    compare.replaceChildren(...link);
    if (isNews) announce(`${rows.length} sweeps`);
  }

  table.root.addEventListener('change', ({ target }) => {
    const sweepId = target instanceof HTMLInputElement ? target.dataset['choose'] : undefined;
    if (sweepId === undefined) return;
    const others = state.chosen.filter((other) => other !== sweepId);
    change({ chosen: others.length < state.chosen.length ? others : [...others, sweepId].slice(-2) });
  });
  find.addEventListener('input', () => change({ find: find.value }));
  more.addEventListener('click', () => {
    readMore().then(
      (next) => {
        list = next;
        draw(true);
      },
      (error: unknown) => trouble.replaceChildren(problemMessage(error)),
    );
  });
  draw(false);
  const controls = element('div', { class: 'controls' }, element('label', {}, 'Find', find), compare);
  return element(
    'div',
    {},
    heading,
    element('section', { class: 'card', 'aria-label': 'All sweeps' }, controls, count, table.root, more, trouble),
  );
}

function textOf({ runId, displayName, experiment, status }: SweepSummary): string {
  return [runId, displayName, experiment, status].join('\n').toLowerCase();
}

function sweepColumns(overviews: Overviews, isChosen: (sweepId: string) => boolean): readonly Column<SweepSummary>[] {
  const overviewOf = ({ runId }: SweepSummary): SweepOverview | undefined => overviews.get(runId);
  return [
    {
      id: 'sweep',
      title: 'Sweep',
      isNumber: false,
      cell({ runId, displayName = runId }) {
        const content = (): readonly HTMLElement[] => {
          const label = `Choose ${displayName}`;
          const box = element('input', { type: 'checkbox', 'data-choose': runId, 'aria-label': label });
          box.checked = isChosen(runId);
          return [box, sweepLink(runId, displayName)];
        };
        return { text: `    ${displayName}`, content, title: runId };
      },
      sortKey: ({ runId, displayName = runId }) => displayName,
    },
    {
      id: 'status',
      title: 'Status',
      isNumber: false,
      width: 13,
      cell: ({ status }) => ({
        text: status,
        content: () => [element('span', { class: 'badge', 'data-tone': toneOf(status) }, status)],
      }),
      sortKey: ({ status }) => status,
    },
    {
      id: 'trials',
      title: 'Trials',
      isNumber: false,
      width: 22,
      cell: (sweep) => ({ text: countsText(overviewOf(sweep)) }),
    },
    {
      id: 'best',
      title: 'Best value',
      isNumber: true,
      width: 24,
      cell(sweep) {
        const { best, metric } = overviewOf(sweep) ?? {};
        return best === undefined
          ? { text: '' }
          : { text: `${formatNumber(best)} ${metric}`, title: `${best} ${metric}` };
      },
    },
    {
      id: 'started',
      title: 'Started',
      isNumber: false,
      cell: ({ startTime }) => ({ text: startTime?.toLocaleString() ?? '' }),
      sortKey: ({ startTime }) => startTime?.getTime(),
    },
    {
      id: 'took',
      title: 'Took',
      isNumber: true,
      cell: (sweep) => ({ text: durationText(sweep) }),
      sortKey: ({ startTime, endTime }) => startTime && endTime && endTime.getTime() - startTime.getTime(),
    },
    {
      id: 'experiment',
      title: 'Experiment',
      isNumber: false,
      cell: ({ experiment }) => ({ text: experiment ?? '' }),
      sortKey: ({ experiment }) => experiment,
    },
  ];
}

/** How many of the trials have ended, and how many of these failed: `18/24, 2 Failed`. */
function countsText(overview: SweepOverview | undefined): string {
  if (overview === undefined) return '…';
  const all = [...overview.counts.values()].reduce((sum, count) => sum + count, 0);
  const ended = [...overview.counts].reduce((sum, [status, count]) => sum + (isTerminalStatus(status) ? count : 0), 0);
  const failed = overview.counts.get('Failed') ?? 0;
  return `${ended}/${all}${failed === 0 ? '' : `, ${failed} failed`}`;
}

function durationText({ status, startTime, endTime }: SweepSummary): string {
  const until = endTime ?? (isTerminalStatus(status) ? undefined : new Date());
  return startTime === undefined || until === undefined ? '' : formatDuration(until.getTime() - startTime.getTime());
}
