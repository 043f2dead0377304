import type { JsonValue } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import type { OptunaStudy, OptunaTrial } from '../model/optuna-model.js';
import type { OptunaLook } from '../optuna-look.js';
import { createLookMemory } from './look-memory.js';

const study: OptunaStudy = {
  id: 1,
  name: 'a',
  directions: ['MINIMIZE'],
  userAttributes: new Map(),
  systemAttributes: new Map(),
};
const none: ReadonlyMap<string, JsonValue> = new Map();
const trial: OptunaTrial = {
  id: 1,
  number: 0,
  state: 'COMPLETE',
  start: undefined,
  complete: undefined,
  values: [1],
  parameters: none,
  userAttributes: none,
  systemAttributes: none,
};

/** A look that writes down what it is asked. */
function listening(asked: string[]): OptunaLook {
  const say = <T>(what: string, answer: T): T => {
    asked.push(what);
    return answer;
  };
  return {
    listStudies: () => say('studies', [study]),
    summarize: () =>
      say('summary', { states: new Map(), firstStart: undefined, lastComplete: undefined, distributions: new Map() }),
    countStates: () => say('states', new Map()),
    rankTrials: () => say('ranks', []),
    readTrials: () => say('trials', [trial]),
    readValues: () => say('values', [trial]),
    readIntermediates: () => say('reports', new Map()),
  };
}

function ask(look: OptunaLook): void {
  look.listStudies();
  look.summarize(study);
  look.readValues(study);
  look.readTrials(study);
  look.readTrials(study, [0]);
  look.readValues(study);
  look.readIntermediates(study);
}

it('reads no second time what an earlier look at the same file has read', () => {
  const asked: string[] = [];
  const memory = createLookMemory();
  ask(memory.over(listening(asked), '1'));
  expect(asked).toEqual(['studies', 'summary', 'values', 'trials', 'trials', 'reports']);
  asked.length = 0;
  ask(memory.over(listening(asked), '1'));
  expect(asked).toEqual(['trials', 'reports']);
});

it.each([['2'], [undefined]])('reads all of a file anew that is another one: stamp %s', (stamp) => {
  const asked: string[] = [];
  const memory = createLookMemory();
  ask(memory.over(listening([]), '1'));
  memory.over(listening(asked), stamp).listStudies();
  memory.over(listening(asked), stamp).readTrials(study);
  expect(asked).toEqual(['studies', 'trials']);
});
