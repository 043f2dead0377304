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
  switch (map.get('type')) {
    case 'none':
      reader.refuseOtherKeys(map, place.path, ['type']);
      return new NoTerminationPolicy();
    case 'bandit':
      reader.refuseOtherKeys(map, place.path, [...known, 'slack_factor', 'slack_amount']);
      return new BanditPolicy({ ...common(), slackFactor: read('slack_factor'), slackAmount: read('slack_amount') });
    case 'median_stopping':
      reader.refuseOtherKeys(map, place.path, known);
      return new MedianStoppingPolicy(common());
    case 'truncation_selection': {
      reader.refuseOtherKeys(map, place.path, [...known, 'truncation_percentage']);
      const percentage = placeOf(map, place.path, 'truncation_percentage');
      const truncationPercentage = Number(reader.readNumber(percentage, 'a whole number from 1 to 99') ?? 1);
      return new TruncationSelectionPolicy({ ...common(), truncationPercentage });
    }
    default:
      reader.refuse(placeOf(map, place.path, 'type'), 'one of bandit, median_stopping, truncation_selection, none');
      return new NoTerminationPolicy();
  }
}
