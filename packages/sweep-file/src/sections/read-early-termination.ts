import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '@hyperdrive-run/core/config';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** Reads `early_termination`. */
export function readEarlyTermination(reader: FileReader, place: Place): EarlyTerminationPolicy {
  const map = reader.readMap(place, 'a mapping with a type', 'optional');
  if (map === undefined) return new NoTerminationPolicy();
  const read = (key: string): number | undefined => {
    const number = reader.readNumber(placeOf(map, place.path, key), 'a finite number', 'optional');
    return number === undefined ? undefined : Number(number);
  };
  const check = (...own: readonly string[]): void => {
    const known = ['type', 'evaluation_interval', 'delay_evaluation', ...own];
    reader.checkOtherKeys(map, place.path, known, 'early_termination');
  };
  const common = () => ({
    evaluationInterval: read('evaluation_interval'),
    delayEvaluation: read('delay_evaluation'),
    validate: false,
  });
  const type = placeOf(map, place.path, 'type');
  switch (reader.readWord(type, ['bandit', 'median_stopping', 'truncation_selection', 'none'])) {
    case 'none':
      reader.checkOtherKeys(map, place.path, ['type']);
      return new NoTerminationPolicy();
    case 'bandit': {
      const faults = reader.problems.length;
      check('slack_factor', 'slack_amount');
      const slacks = { slackFactor: read('slack_factor'), slackAmount: read('slack_amount') };
      // A slack that is refused is not missing.
      if (slacks.slackAmount === undefined && reader.problems.length > faults) slacks.slackFactor ??= 0;
      return new BanditPolicy({ ...common(), ...slacks });
    }
    case 'median_stopping':
      check();
      return new MedianStoppingPolicy(common());
    case 'truncation_selection': {
      check('truncation_percentage');
      const percentage = placeOf(map, place.path, 'truncation_percentage');
      const truncationPercentage = Number(reader.readNumber(percentage, 'a whole number from 1 to 99') ?? 1);
      return new TruncationSelectionPolicy({ ...common(), truncationPercentage });
    }
    default:
      return new NoTerminationPolicy();
  }
}
