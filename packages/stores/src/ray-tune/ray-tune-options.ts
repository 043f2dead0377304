import { InvalidArgumentError, parseGoal } from '@hyperdrive-run/core';
import type { RayTuneJudgement } from './experiment-folder.js';

const takes = 'after its folder metric=NAME and goal=maximize or goal=minimize, joined with &';

/**
 * The options in the address of a Ray Tune folder.
 * @throws InvalidArgumentError where there is no such option, or it has another value
 */
export function rayTuneOptions(query: URLSearchParams): RayTuneJudgement {
  for (const [name, value] of query) {
    if ((name !== 'metric' && name !== 'goal') || value === '') refuse(name, value);
  }
  const text = query.get('goal') ?? undefined;
  const goal = parseGoal(text);
  if (text !== undefined && goal === undefined) return refuse('goal', text);
  return { metric: query.get('metric') ?? undefined, goal };
}

function refuse(name: string, value: string): never {
  throw new InvalidArgumentError({ option: 'address', got: `${name}=${value}`, takes });
}
