import { isTerminalStatus } from '@hyperdrive-run/core';
import type { Axis } from '../axes/axis.js';
import { categoryAxis } from '../axes/category-axis.js';
import { durationAxis } from '../axes/duration-axis.js';
import type { ChartData, ChartTrial } from '../data/chart-data.js';
import { judgeTrials } from '../data/judged-trials.js';
import { trialName, trialTitle } from '../data/trial-name.js';
import { type SlottedTrial, slotTrials } from '../data/trial-slots.js';
import { type ChartFrame, layoutFrame } from '../scene/chart-frame.js';
import { layoutLegend } from '../scene/chart-legend.js';
import type { ChartMark, ChartRect, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { countText } from '../text/count-text.js';
import { formatDuration } from '../text/format-duration.js';

/** How a timeline is drawn. The height follows from the number of slots. */
export interface TimelineOptions extends Pick<ChartSize, 'width'> {
  /** Until when trials that still run are drawn. By default until the last time that is known of any trial. */
  readonly now?: Date | undefined;
}

const looks = ['completed', 'failed', 'canceled', 'running'] as const;
type StatusLook = (typeof looks)[number];

/** When each trial ran, in as many slots as there were trials at a time. */
export function timelineChart(data: ChartData, { width = 640, now }: TimelineOptions = {}): ChartScene {
  const { all } = judgeTrials(data);
  const times = all.flatMap(({ startTime, endTime }) => [
    startTime?.getTime() ?? Number.NaN,
    endTime?.getTime() ?? Number.NaN,
  ]);
  const latest = times.reduce((most, time) => (time > most ? time : most), Number.NEGATIVE_INFINITY);
  const slotted = slotTrials(all, now?.getTime() ?? latest);
  const title = 'When trials ran';
  const columns = ['trial', 'status', 'slot', 'began after (s)', 'took (s)'];
  const untimed = all.length - slotted.length;
  const notes = untimed === 0 ? [] : [`${countText(untimed, 'trial has', 'trials have')} no times.`];
  const [first] = slotted;
  if (first === undefined) {
    return emptyScene({ kind: 'timeline', width, title, reason: 'No trial has begun yet.', notes, columns });
  }
  const slots = slotted.reduce((most, { slot }) => Math.max(most, slot), 0) + 1;
  const last = slotted.reduce((most, { end }) => Math.max(most, end), first.end);
  const seen = new Set(slotted.map(({ trial }) => lookOf(trial)));
  const legend = layoutLegend(
    looks
      .filter((look) => seen.has(look))
      .map((look) => ({ look: `status-${look}` as const, text: look, sample: 'box' as const })),
    width,
  );
  const rowHeight = Math.min(24, Math.max(3, 400 / slots));
  const height = legend.height + slots * rowHeight + 50;
  const x = durationAxis('time since the first trial began', [0, last - first.start], width / 110);
  const y = categoryAxis(
    'slot',
    Array.from({ length: slots }, (_, slot) => slots - slot),
  );
  const frame = layoutFrame({ x, y, box: { x: 0, y: legend.height, width, height: height - legend.height } });
  const bars = slotted.map((one) => barOf(one, { x, y, frame, since: first.start, slots }));
  return {
    kind: 'timeline',
    width,
    height,
    title,
    description: describe(slotted, { slots, ms: last - first.start }),
    notes,
    marks: [
      ...legend.marks,
      ...frame.marks,
      ...looks.map((look): ChartMark => {
        const rects = bars.filter((bar) => bar.look === look).map(({ rect }) => rect);
        return { kind: 'rects', look: `status-${look}`, rects };
      }),
    ],
    plots: [frame.plot],
    targets: bars.map(({ trial, rect, start, end }) => ({
      at: [rect.x + rect.width / 2, rect.y + rect.height / 2],
      runId: trial.runId,
      lines: [
        trialTitle(trial),
        trial.status,
        `began after ${formatDuration(start - first.start)}`,
        `${trial.endTime === undefined ? 'runs since' : 'took'} ${formatDuration(end - start)}`,
      ],
    })),
    table: {
      columns,
      rows: slotted.map(({ trial, slot, start, end }) => [
        trialName(trial),
        trial.status,
        slot + 1,
        (start - first.start) / 1000,
        (end - start) / 1000,
      ]),
    },
  };
}

interface BarPlan {
  readonly x: Axis;
  readonly y: Axis;
  readonly frame: ChartFrame;
  readonly since: number;
  readonly slots: number;
}

interface Bar extends SlottedTrial {
  readonly rect: ChartRect;
  readonly look: StatusLook;
}

function barOf(one: SlottedTrial, { x, y, frame, since, slots }: BarPlan): Bar {
  const up = y.place(one.slot + 1) ?? 0;
  const [left, middle] = frame.at(x.place(one.start - since) ?? 0, up);
  const [right] = frame.at(x.place(one.end - since) ?? 1, up);
  const thick = frame.plot.height / slots;
  // A gap of a pixel between trials that follow each other at once.
  const rect = { x: left, y: middle - thick * 0.4, width: Math.max(1, right - left - 1), height: thick * 0.8 };
  return { ...one, rect, look: lookOf(one.trial) };
}

function lookOf({ status }: ChartTrial): StatusLook {
  if (!isTerminalStatus(status)) return 'running';
  return status === 'Completed' ? 'completed' : status === 'Failed' ? 'failed' : 'canceled';
}

function describe(
  slotted: readonly SlottedTrial[],
  { slots, ms }: { readonly slots: number; readonly ms: number },
): string {
  const busy = slotted.reduce((sum, { start, end }) => sum + end - start, 0);
  const used = ms > 0 ? `, which were busy for ${Math.round((100 * busy) / (ms * slots))} % of it` : '';
  const counts = looks.flatMap((look) => {
    const count = slotted.filter(({ trial }) => lookOf(trial) === look).length;
    return count === 0 ? [] : [`${count} ${look}`];
  });
  return `${countText(slotted.length, 'trial', 'trials')} in ${formatDuration(ms)} and ${countText(slots, 'slot', 'slots')}${used}: ${counts.join(', ')}.`;
}
