/** The steps of the colour scale. */
export const scaleClasses = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** A step of the colour scale. */
export type ScaleClass = (typeof scaleClasses)[number];

/** The step for a part from 0 to 1. */
export function scaleClassOf(part: number): ScaleClass {
  return scaleClasses[Math.min(7, Math.max(0, Math.floor(part * 8)))] ?? 0;
}
