// Finds the first example of a README, and fills in what its reader would.

/** @typedef {{ id: string, address: string, token: string }} Sweep A sweep and the service that has it. */

/**
 * @param {string} readme
 * @returns {string | undefined} Its first block of TypeScript.
 */
export function firstExample(readme) {
  return /^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1];
}

/**
 * @param {string} example
 * @param {Sweep} sweep
 * @returns {string}
 */
export function fillIn(example, { id, address }) {
  // The workspace of the local service, as its `uri` names it.
  const workspace = `azureml+${address}/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/workspaces/local`;
  return example
    .replaceAll(/azureml:\/\/westeurope\/subscriptions\/[^'"?]*/g, workspace)
    .replaceAll(/HD_7f3a…?/g, id)
    .replace(/^import \{ DefaultAzureCredential \}.*\n/m, '')
    .replaceAll('new DefaultAzureCredential()', "process.env['AZUREML_TOKEN'] ?? ''");
}

/**
 * @param {string} source
 * @returns {string[]} The packages that it imports, each once.
 */
export function importsOf(source) {
  const names = [...source.matchAll(/^import [^;]*?from '((?:@[^/']+\/)?[^/']+)[^']*';/gm)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names)].filter((name) => !name.startsWith('node:'));
}
