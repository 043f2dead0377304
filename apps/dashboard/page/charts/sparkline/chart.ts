/** How large a chart is, in the units of its marks. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** A place in a chart: from the left and from the top. */
export type ChartPoint = readonly [x: number, y: number];

/** Something to draw. */
export interface ChartMark {
  readonly kind: 'line';
  readonly points: readonly ChartPoint[];
}

/** A chart as it was laid out, before anything is drawn. */
export interface Chart {
  readonly size: ChartSize;
  readonly marks: readonly ChartMark[];
  /** What it shows, in words. */
  readonly summary: string;
}
