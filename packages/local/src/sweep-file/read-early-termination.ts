import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '@hyperdrive-run/core';
import { type FileReader, type Place, placeOf } from './file-reader.js';

/** Reads `early_termination`. */
export function readEarlyTermination(reader: FileReader, place: Place): EarlyTerminationPolicy {
  const map = reader.readMap(place, 'a mapping with a type', 'optional');
  if (map === undefined) return new NoTerminationPolicy();
  const read = (key: string): number | undefined => {
    const number = reader.readNumber(placeOf(map, place.path, key), 'a finite number', 'optional');
    return number === undefined ? undefined : Number(number);
  };
  const known = ['type', 'evaluation_interval', 'delay_evaluation'];
  const common = () => ({
    evaluationInterval: read('evaluation_interval'),
    delayEvaluation: read('delay_evaluation'),
    validate: false,
  });
  const type = placeOf(map, place.path, 'type');
  switch (reader.readWord(type, ['bandit', 'median_stopping', 'truncation_selection', 'none'])) {
    case 'none':
      reader.warnOfOtherKeys(map, place.path, ['type']);
      return new NoTerminationPolicy();
    case 'bandit':
      reader.warnOfOtherKeys(map, place.path, [...known, 'slack_factor', 'slack_amount']);
      return new BanditPolicy({ ...common(), slackFactor: read('slack_factor'), slackAmount: read('slack_amount') });
    case 'median_stopping':
      reader.warnOfOtherKeys(map, place.path, known);
      return new MedianStoppingPolicy(common());
    case 'truncation_selection': {
      reader.warnOfOtherKeys(map, place.path, [...known, 'truncation_percentage']);
      const percentage = placeOf(map, place.path, 'truncation_percentage');
      const truncationPercentage = Number(reader.readNumber(percentage, 'a whole number from 1 to 99') ?? 1);
      return new TruncationSelectionPolicy({ ...common(), truncationPercentage });
    }
    default:
      return new NoTerminationPolicy();
  }
}
