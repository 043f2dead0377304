import type { ChartKind, ChartScene } from './chart-scene.js';

/** What a chart without anything to draw says instead. */
export interface EmptySceneOptions {
  /** Which chart it is. */
  readonly kind: ChartKind;
  /** In pixels. */
  readonly width: number;
  /** What stands above it. */
  readonly title: string;
  /** Why there is nothing, in a sentence. */
  readonly reason: string;
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** The headings of the table behind it, which has no rows. */
  readonly columns: readonly string[];
}

/** A chart that says why nothing is drawn. */
export function emptyScene({ kind, width, title, reason, notes, columns }: EmptySceneOptions): ChartScene {
  return {
    kind,
    width,
    height: 120,
    title,
    description: reason,
    notes,
    marks: [{ kind: 'text', look: 'label', at: [width / 2, 64], text: reason, anchor: 'middle' }],
    plots: [],
    targets: [],
    table: { columns, rows: [] },
  };
}
