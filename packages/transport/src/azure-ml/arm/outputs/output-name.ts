/** The folder of a run's files in which its named outputs are, each in a folder of its name; Azure's tool calls it so, too. */
export const outputsFolder = 'named-outputs';

/** The name of a file of a named output, in parts: the output, and the file below it. */
export function readOutputName(name: string): { readonly output: string; readonly file: string } | undefined {
  const [, output, file] = new RegExp(`^${outputsFolder}/([^/]+)/(.+)$`, 's').exec(name) ?? [];
  return output === undefined || file === undefined ? undefined : { output, file };
}

/** Whether a file's name is that of one of a named output. */
export function isOutputFile(name: string): boolean {
  return readOutputName(name) !== undefined;
}
