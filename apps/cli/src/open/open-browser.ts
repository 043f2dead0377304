import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Opens an address that contains a token in the browser. The token is in no argument of a process, which others on the machine can
 * list: the browser opens a file that only its owner can read, and goes on from there.
 * @returns what removes the file; call it when the program ends
 */
export async function openBrowser(url: string): Promise<() => Promise<void>> {
  // Readable by its owner only.
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-open-'));
  const file = path.join(folder, 'dashboard.html');
  await writeFile(file, pageTo(url), { mode: 0o600 });
  const [command, ...args] = commandFor(process.platform, pathToFileURL(file).href);
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  // The address was printed: where there is no browser, a person opens it.
  opener.on('error', () => undefined);
  opener.unref();
  return () => rm(folder, { recursive: true, force: true });
}

function pageTo(url: string): string {
  const address = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}"><a href="${address}">Open the dashboard</a>\n`;
}

/** The command that opens an address with the browser that the user has chosen. */
export function commandFor(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url] : ['xdg-open', url];
}
