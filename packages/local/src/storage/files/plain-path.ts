/** Whether a path with forward slashes names a place below where it starts, on every system: it may have no odd steps. */
export function isPlainPath(path: string): boolean {
  return plainPartsOf(path) !== undefined && path !== '' && !path.split('/').includes('');
}

/** The steps of a path, empty ones left out, or `undefined` where it could lead elsewhere. */
export function plainPartsOf(path: string): readonly string[] | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const isPlain = (part: string): boolean => part !== '.' && part !== '..' && !/[\0\\]/.test(part);
  return parts.every(isPlain) ? parts : undefined;
}
