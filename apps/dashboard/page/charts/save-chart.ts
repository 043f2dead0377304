import { type ChartScene, toSvg } from '@hyperdrive-run/charts';
import { element } from '../dom.js';

/** Pixels of a picture for each one of the chart: sharp on paper too. */
const density = 2;

/** Saves a chart as an SVG file, which follows the colour scheme of whoever opens it. */
export function saveSvg(scene: ChartScene): void {
  save(new Blob([toSvg(scene)], { type: 'image/svg+xml' }), `${fileName(scene)}.svg`);
}

/** Saves a chart as a picture, on white. @throws Error where the browser cannot draw it */
export async function savePng(scene: ChartScene): Promise<void> {
  const image = new Image();
  // A data address: the page's policy lets no other pictures in.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(scene, { form: 'light' }))}`;
  await image.decode();
  const canvas = element('canvas', { width: String(scene.width * density), height: String(scene.height * density) });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (picture === null) throw new Error('The browser made no picture of the chart.');
  save(picture, `${fileName(scene)}.png`);
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = element('a', { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

/** The title without what file systems do not take. */
function fileName({ title }: ChartScene): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80) || 'chart';
}
