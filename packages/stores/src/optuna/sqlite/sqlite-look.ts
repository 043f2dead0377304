import { createDistributionReader } from '../model/distribution.js';
import type { TimeZoneOfStorage } from '../model/optuna-time.js';
import type { OptunaLook } from '../optuna-look.js';
import { rankTrials } from './rank-trials.js';
import { readIntermediates } from './read-intermediates.js';
import type { ReadOnlyDatabase } from './read-only-database.js';
import { readStudies } from './read-studies.js';
import { readTrials, readValues } from './read-trials.js';
import { countStates, summarizeStudy } from './summarize-study.js';

/** Looks at a SQLite storage within the transaction that is open. */
export function createSqliteLook(database: ReadOnlyDatabase, zone: TimeZoneOfStorage): OptunaLook {
  const readDistribution = createDistributionReader();
  return {
    listStudies: () => readStudies(database),
    summarize: (study) => summarizeStudy(database, study, zone, readDistribution),
    countStates: (study) => countStates(database, study),
    rankTrials: (study, ranking) => rankTrials(database, study, ranking),
    readTrials: (study, numbers) => readTrials(database, study, { zone, readDistribution, numbers }),
    readValues: (study, numbers) => readValues(database, study, { zone, numbers }),
    readIntermediates: (study, trialIds) => readIntermediates(database, study, trialIds),
  };
}
