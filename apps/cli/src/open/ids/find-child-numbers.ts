import { BackendError, HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';

/** A sweep that an id of a child begins with, and the children that it has. */
export interface NearSweep {
  readonly sweepId: string;
  /** Ascending. */
  readonly numbers: readonly number[];
  /** How many children have ids of another form, as those of MLflow have. */
  readonly others: number;
}

/**
 * Where an id looks like that of a child, `<sweep>_<number>`, and the sweep exists: the numbers of its children.
 * @returns `undefined` where no such sweep exists, or it cannot be read now: this only explains another failure
 */
export async function findChildNumbers(workspace: Workspace, runId: string): Promise<NearSweep | undefined> {
  const [, sweepId] = /^(.+)_\d+$/.exec(runId) ?? [];
  if (sweepId === undefined) return undefined;
  try {
    const sweep = await workspace.getRun(sweepId);
    if (!(sweep instanceof HyperDriveRun)) return undefined;
    const numbers: number[] = [];
    let others = 0;
    for await (const { id } of sweep.getChildren()) {
      const [, number] = /_(\d+)$/.exec(id.startsWith(`${sweepId}_`) ? id : '') ?? [];
      if (number === undefined) others += 1;
      else numbers.push(Number(number));
    }
    return { sweepId, numbers: numbers.toSorted((a, b) => a - b), others };
  } catch (error) {
    if (BackendError.isInstance(error)) return undefined;
    throw error;
  }
}

/** `children 0 to 13`, with how many there are where some are missing between. */
export function describeNumbers({ numbers, others }: Pick<NearSweep, 'numbers' | 'others'>): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) {
    return others === 0 ? 'no children yet' : `${others} children, whose ids end in no number`;
  }
  if (first === last) return `the child ${first} alone`;
  const isWhole = last - first + 1 === numbers.length;
  return isWhole ? `children ${first} to ${last}` : `${numbers.length} children between ${first} and ${last}`;
}
