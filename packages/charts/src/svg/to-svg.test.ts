import { describe, expect, it } from 'vitest';
import { makeChartData } from '../__fixtures__/make-chart-data.js';
import { distributionChart } from '../charts/distribution-chart.js';
import { toSvg } from './to-svg.js';

const scene = distributionChart(makeChartData([1, 1, 2]), { width: 200, height: 120 });

describe('toSvg', () => {
  it('writes a small chart as it always was', () => {
    expect(toSvg(scene, { form: 'page' }).replaceAll('><', '>\n<')).toMatchSnapshot();
  });

  it('gives a file a title, a ground and the colours of the dark, and a light one only the first two', () => {
    const [file, light, page] = (['file', 'light', 'page'] as const).map((form) => toSvg(scene, { form }));
    expect(file).toMatch(/<title>.*<style>@media \(prefers-color-scheme:dark\).*<rect class="ground"/u);
    expect(light).toContain('<rect class="ground"');
    expect(light).not.toContain('<style>');
    expect(page).not.toMatch(/<title>|<style>|ground/u);
  });
});
