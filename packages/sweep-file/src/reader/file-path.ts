/** A way into a sweep file: keys of mappings and places in lists. */
export type FilePath = readonly (string | number)[];

/** Shows a path as people write it: `search_space.lr.values[2]`, `inputs["my data"]`. */
export function formatFilePath(path: FilePath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Takes a path of a `HyperDriveConfig` apart: `a.b["--x"][0]`. */
export function parseConfigPath(path: string): FilePath {
  return [...path.matchAll(/\[("(?:[^"\\]|\\.)*"|\d+)\]|[^.[\]]+/g)].map(([text, inner]) => {
    if (inner === undefined) return text;
    const step: unknown = JSON.parse(inner);
    return typeof step === 'number' ? step : String(step);
  });
}
