import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { RunFilter } from '@hyperdrive-run/core/internal';
import { anyText, type OptionCheck, type OptionChecks, texts } from './option-checks.js';

const statuses: OptionCheck = (option, value) => {
  if (typeof value === 'string') return;
  if (!Array.isArray(value))
    throw new InvalidArgumentError({ option, got: value, takes: 'a status or an array of them' });
  texts(option, value);
};

/** A name, or names with their values in an object or a Map. */
const namedTexts: OptionCheck = (option, value) => {
  if (typeof value === 'string') return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError({ option, got: value, takes: 'a name, or names with their values' });
  }
};

/** Which runs a listing keeps. */
export const runFilterChecks: OptionChecks<RunFilter> = {
  status: statuses,
  type: anyText,
  tags: namedTexts,
  properties: namedTexts,
};
