import { InvalidArgumentError } from '@hyperdrive-run/core';
import { RandomParameterSampling, samplingToJson } from '@hyperdrive-run/core/config';
import { valueIdentity } from '@hyperdrive-run/core/search-space';
import { toTrialValues } from './point-values.js';
import { readStudy } from './read-study.js';
import { runStudy } from './run-study.js';
import type { Study } from './study.js';
import type { StudySpace } from './trial-values.js';

/**
 * Continues a saved study: it asks for the same points next as one that was not interrupted. Trials that ran are still
 * to be ended with `Study.tell` or `Study.fail`, by their number in `Study.trials`.
 * @param text what `Study.save` returned
 * @param options `space`: the search space of the study, for the types of its values
 * @throws InvalidArgumentError that names the place in the text which is wrong, or says that the space is another one
 */
export function restoreStudy<const Space extends StudySpace>(
  text: string,
  options: { readonly space: Space },
): Study<Space> {
  if (typeof text !== 'string') {
    throw new InvalidArgumentError({ option: 'text', got: text, takes: 'the text that save() returned' });
  }
  const { setup, trials } = readStudy(text);
  const { parameterSpace } = setup.sampling;
  const identity = (space: StudySpace | typeof parameterSpace): string =>
    valueIdentity(samplingToJson(new RandomParameterSampling(space, { validate: false })));
  if (identity(options?.space) !== identity(parameterSpace)) {
    throw new InvalidArgumentError({
      option: 'space',
      got: options?.space,
      takes: 'the search space of the saved study',
    });
  }
  return runStudy<Space>(setup, trials, (point) => toTrialValues(parameterSpace, point));
}
