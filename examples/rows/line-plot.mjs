/** @typedef {Readonly<Record<string, unknown>>} Row */

const width = 720;
const height = 420;
const margin = 48;

/**
 * A plot of lines as SVG text, one line for each value of a column.
 * @param {readonly Row[]} rows
 * @param {{ x: string, y: string, series: string, title: string }} columns
 */
export function linePlot(rows, { x, y, series, title }) {
  const points = rows.flatMap((row) => {
    const [across, up] = [Number(row[x]), Number(row[y])];
    return row[x] !== null && row[y] !== null && Number.isFinite(across) && Number.isFinite(up)
      ? [{ of: String(row[series]), across, up }]
      : [];
  });
  const horizontal = scaleOf(
    points.map(({ across }) => across),
    [margin, width - margin],
  );
  const vertical = scaleOf(
    points.map(({ up }) => up),
    [height - margin, margin],
  );
  /** @type {Map<string, string[]>} */
  const placesOf = new Map();
  for (const { of, across, up } of points) {
    const place = `${horizontal.place(across)},${vertical.place(up)}`;
    const places = placesOf.get(of);
    if (places === undefined) placesOf.set(of, [place]);
    else places.push(place);
  }
  const lines = [...placesOf].map(([name, places], at) => {
    const colour = `hsl(${Math.round((360 * at) / placesOf.size)} 65% 45%)`;
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${places.join(' ')}"><title>${escaped(name)}</title></polyline>`;
  });
  const labels = [
    text(width / 2, 24, title, 'middle'),
    text(margin, height - 16, `${x} ${horizontal.least}`, 'start'),
    text(width - margin, height - 16, String(horizontal.greatest), 'end'),
    text(margin - 4, height - margin, shown(vertical.least), 'end'),
    text(margin - 4, margin, shown(vertical.greatest), 'end'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...lines,
    ...labels,
    '</svg>\n',
  ].join('\n');
}

/**
 * @param {readonly number[]} values
 * @param {readonly [number, number]} range
 */
function scaleOf(values, [from, to]) {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const span = greatest - least || 1;
  return {
    least,
    greatest,
    /** @param {number} value */
    place: (value) => Math.round((from + ((value - least) / span) * (to - from)) * 10) / 10,
  };
}

/** @param {number} value */
function shown(value) {
  return String(Number(value.toPrecision(3)));
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {'start' | 'middle' | 'end'} anchor
 */
function text(x, y, content, anchor) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

/** @param {string} content */
function escaped(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
