/** A workspace, as it is in the path of every route but discovery. */
export const workspacePath =
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.MachineLearningServices/workspaces/:workspace';

/** Where calls begin that only this service has. */
export const localPath = '/local/v1.0';

/** An experiment, by its name. */
export const experimentPath =
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.MachineLearningServices/workspaces/:workspace/experiments/:experiment';

/** The runs of an experiment by its name, of one by its id, and of a whole workspace: most calls exist at all three. */
export const runPaths: readonly string[] = [
  `/history/v1.0${experimentPath}/runs/:run`,
  `/history/v1.0${workspacePath}/experimentids/:experimentId/runs/:run`,
  `/history/v1.0${workspacePath}/runs/:run`,
];

/** The same places without a run. */
export const experimentPaths: readonly string[] = [
  `/history/v1.0${experimentPath}`,
  `/history/v1.0${workspacePath}/experimentids/:experimentId`,
  `/history/v1.0${workspacePath}`,
];

/** The paths, each with the same ending. */
export function withEnding(paths: readonly string[], ending: string): string[] {
  return paths.map((path) => path + ending);
}
