/** A place in a chart: from the left and from the top. */
export type ChartPoint = readonly [x: number, y: number];

/** A rectangle of a chart. */
export interface ChartRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a mark is, which decides its colours: see `chartStyle`. */
export type ChartLook =
  | 'grid'
  | 'axis'
  | 'text'
  | 'label'
  | 'heading'
  | 'range'
  | 'edge'
  | 'faint-line'
  | 'dot'
  | 'quiet-dot'
  | 'best-line'
  | 'best-dot'
  | 'chosen-dot'
  | 'ring'
  | 'policy-line'
  | 'bar'
  | 'whisker'
  | `series-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `series-dot-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `scale-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `scale-line-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `status-${'completed' | 'failed' | 'canceled' | 'running'}`;

/** Something to draw. Each becomes one element of the SVG, however many lines, dots or rectangles it has. */
export type ChartMark =
  | { readonly kind: 'lines'; readonly look: ChartLook; readonly lines: readonly (readonly ChartPoint[])[] }
  | { readonly kind: 'dots'; readonly look: ChartLook; readonly radius: number; readonly dots: readonly ChartPoint[] }
  | { readonly kind: 'rects'; readonly look: ChartLook; readonly rects: readonly ChartRect[] }
  | {
      readonly kind: 'text';
      readonly look: ChartLook;
      readonly at: ChartPoint;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
      /** Reads from the bottom to the top. */
      readonly isTurned?: boolean | undefined;
    };

/** Something that can be pointed at: a trial, a bar, a value of a curve. */
export interface ChartTarget {
  readonly at: ChartPoint;
  /** What it is, in a few lines. */
  readonly lines: readonly string[];
  /** The trial that it is about, where it is about one. */
  readonly runId?: string | undefined;
}

/** A cell of the table behind a chart. */
export type ChartCell = string | number | undefined;

/** The data behind a chart, as rows. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ChartCell[])[];
}

/** An axis on which a range of trials can be chosen. */
export interface BrushAxis {
  readonly name: string;
  readonly x: number;
  readonly top: number;
  /** Where its lowest value is. Between there and `bottom` are the trials that have no value on it. */
  readonly low: number;
  readonly bottom: number;
  /** Into how many steps it is divided from `low` to `top` for those who choose with keys: one for each of a few values. */
  readonly steps: number;
  /** The value at a height between `top` and `low`, in words. */
  textAt(y: number): string;
  /** Where on it each trial is, by id. */
  readonly places: ReadonlyMap<string, number>;
}

/** The kinds of charts. */
export const chartKinds = [
  'best',
  'curves',
  'slice',
  'parallel',
  'importance',
  'contour',
  'timeline',
  'distribution',
] as const;

/** What a chart shows of a sweep. */
export type ChartKind = (typeof chartKinds)[number];

/** A chart as it was laid out, before anything is drawn. */
export interface ChartScene {
  readonly kind: ChartKind;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What it shows, in sentences: for those who do not see it. */
  readonly description: string;
  /** What is to be known about it: trials that are not drawn, what was thinned out. */
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  /** Inside which values are drawn. A chart of several hyperparameters has several. */
  readonly plots: readonly ChartRect[];
  readonly targets: readonly ChartTarget[];
  readonly table: ChartTable;
  readonly brushes?: readonly BrushAxis[] | undefined;
}

/** How large a chart is to be. */
export interface ChartSize {
  /** Default 640. */
  readonly width?: number | undefined;
  /** Default 360; charts of many rows grow beyond it. */
  readonly height?: number | undefined;
}
