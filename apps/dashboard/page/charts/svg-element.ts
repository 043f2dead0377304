/** The element of an SVG text. It is parsed as XML, never as a page: what is no drawing does not get in. */
export function svgElementOf(svg: string): Element {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  return document.importNode(documentElement, true);
}
