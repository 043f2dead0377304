import { BanditPolicy, choice, loguniform, type ParameterExpression, randint } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { makeChartData } from '../__fixtures__/make-chart-data.js';
import { toSvg } from '../svg/to-svg.js';
import { bestSoFarChart } from './best-so-far-chart.js';
import { contourChart } from './contour-chart.js';
import { curvesChart } from './curves-chart.js';
import { distributionChart } from './distribution-chart.js';
import { importanceChart } from './importance-chart.js';
import { parallelChart } from './parallel-chart.js';
import { sliceChart } from './slice-chart.js';
import { timelineChart } from './timeline-chart.js';

const space = new Map<string, ParameterExpression>([
  ['lr', loguniform(-7, 0)],
  ['optimizer', choice('adam', 'sgd')],
]);
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</gu)].map(([, text]) => text);

describe('charts', () => {
  it('say that the best is at the edge of a range', () => {
    const data = {
      ...makeChartData([0.9, 0.5, 0.4]),
      space: new Map<string, ParameterExpression>([['lr', loguniform(-7, 0)]]),
    };
    expect(sliceChart(data).description).toContain(
      'Its lr is at the upper edge of the range: better values may lie beyond it.',
    );
    expect(sliceChart({ ...data, goal: 'minimize' }).description).not.toContain('edge');
  });

  it('have logarithmic axes where the space is, and every category that can be chosen', () => {
    const data = {
      ...makeChartData([0.9, 0.5, 0.4], (number) => [
        ['lr', 10 ** -number],
        ['optimizer', 'sgd'],
      ]),
      space,
    };
    const written = texts(toSvg(sliceChart(data)));
    expect(written).toContain('lr (log)');
    expect(written).toEqual(expect.arrayContaining(['0.001', '0.01', '0.1', 'adam', 'sgd']));
  });

  it('draw powers of the base that a search was drawn by', () => {
    const data = { ...makeChartData([1], () => [['lr', 0.01]]), space, logBase: 10 };
    expect(texts(toSvg(sliceChart(data, { hyperparameters: ['lr'] })))).toContain('1e-6');
  });

  it('compare the chosen trials, with gaps where a value is missing, and the line of the policy', () => {
    const data = makeChartData([[0.5, 0.6, 0.7], [0.1, Number.NaN, 0.2, 0.3], [0.2]]);
    const policy = new BanditPolicy({ slackAmount: 0.3 });
    const scene = curvesChart({ ...data, chosen: ['HD_1_1'], policy });
    expect(scene.table.rows).toEqual([
      ['1', 1, 0.1],
      ['1', 3, 0.2],
      ['1', 4, 0.3],
    ]);
    const lines = scene.marks.flatMap((mark) =>
      mark.kind === 'lines' && mark.look === 'policy-line' ? mark.lines : [],
    );
    // One sample in the legend, one line through the four intervals.
    expect(lines.map(({ length }) => length)).toEqual([2, 4]);
    expect(scene.notes[0]).toBe('1 value is not drawn: not finite, or without a place on the axis.');
    expect(curvesChart(data).description).toMatch(/^What the best trials logged of accuracy: trial 0 ends at 0\.7,/u);
  });

  it('say how much hyperparameters matter, and when that cannot be told', () => {
    const few = importanceChart(makeChartData([0.1, 0.2]));
    expect(few.description).toMatch(/^There are too few trials to tell: 2 trials with accuracy\./u);
    const line = makeChartData(
      Array.from({ length: 60 }, (_, number) => number / 60),
      (number) => [
        ['lr', number / 60],
        ['seed', (number * 7) % 60],
      ],
    );
    const { description, table } = importanceChart(line);
    expect(description).toContain('The most important is lr.');
    expect(table.rows.map(([name]) => name)).toEqual(['lr', 'seed']);
  });

  it('draw the two hyperparameters that matter most over each other', () => {
    const data = makeChartData(
      Array.from({ length: 60 }, (_, number) => (number % 8) + Math.floor(number / 8) / 20),
      (number) => [
        ['noise', (number * 7) % 5],
        ['depth', Math.floor(number / 8)],
        ['width', number % 8],
      ],
    );
    expect(contourChart(data).title).toBe('accuracy over width and depth');
    expect(contourChart(data, { x: 'noise' }).title).toBe('accuracy over noise and width');
    expect(contourChart({ ...data, space: new Map([['width', randint(8)]]) }).plots).toHaveLength(1);
  });

  it('draw lines through what trials have, and say where one has nothing', () => {
    const data = makeChartData([0.1, 0.2], (number) =>
      number === 0
        ? [['a', 1]]
        : [
            ['a', 2],
            ['b', 3],
          ],
    );
    const scene = parallelChart(data, { inside: ['HD_1_1'] });
    expect(texts(toSvg(scene))).toContain('none');
    expect(scene.brushes?.map(({ name, places }) => [name, places.size])).toEqual([
      ['a', 2],
      ['b', 2],
      ['accuracy', 2],
    ]);
  });

  it('say the values along the axes of parallel coordinates, one step for each of a few values', () => {
    const data = makeChartData([0.1, 0.2, 0.9], (number) => [
      ['lr', 10 ** -number],
      ['optimizer', number === 0 ? 'adam' : 'sgd'],
    ]);
    const [lr, optimizer] = parallelChart({ ...data, space }).brushes ?? [];
    expect([lr?.steps, optimizer?.steps]).toEqual([40, 2]);
    expect(optimizer?.textAt(optimizer.top + 1)).toBe('sgd');
    expect(optimizer?.textAt(optimizer.low - 1)).toBe('adam');
    expect(lr?.textAt(lr.places.get('HD_1_1') ?? 0)).toBe('0.1');
  });

  it('have the scale that was chosen for the metric', () => {
    const data = makeChartData([1, 2, 5]);
    for (const draw of [bestSoFarChart, curvesChart, sliceChart, parallelChart, distributionChart]) {
      expect(texts(toSvg(draw(data))), draw.name).not.toContain('accuracy (log)');
      expect(texts(toSvg(draw({ ...data, metricScale: 'log' }))), draw.name).toContain('accuracy (log)');
    }
  });

  it('thin out thousands of trials honestly', () => {
    const data = makeChartData(
      Array.from({ length: 3000 }, (_, number) => (number * 37) % 3000),
      (number) => [['a', number]],
    );
    const scene = parallelChart(data);
    expect(scene.notes).toContain('1500 of 3000 trials are drawn: the 300 best and an even choice of the others.');
    expect(toSvg(bestSoFarChart(data)).match(/<(?:path|text|rect)/gu)?.length).toBeLessThan(40);
  });

  it('say how busy the slots were', () => {
    expect(timelineChart(makeChartData([0.1, 0.2, 0.3])).description).toBe(
      '3 trials in 4 min and 2 slots, which were busy for 75 % of it: 3 completed.',
    );
  });

  it('count values in intervals, and their part up to each', () => {
    const data = makeChartData([1, 1, 2, 9]);
    const counts = distributionChart(data).table.rows.map((row) => Number(row[2]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(distributionChart(data, { form: 'edf' }).table.rows.map((row) => row[2])).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('say why there is nothing to draw', () => {
    const { description, notes } = bestSoFarChart(makeChartData([undefined, undefined]));
    expect([description, ...notes]).toEqual([
      'No trial has a value to draw yet.',
      '2 trials have no value (not logged).',
    ]);
    expect(sliceChart({ ...makeChartData([1], () => []), space: new Map() }).description).toBe(
      'No trial has hyperparameters.',
    );
  });
});
