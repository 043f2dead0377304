/**
 * Whether a path names what lies elsewhere than on a machine's disk: `azureml:iris:1`, `azureml://datastores/...`,
 * `https://...`, `wasbs://...`. One letter before a colon is a drive of Windows.
 */
export function isAssetReference(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(path);
}
