// How much each hyperparameter matters, computed from trials.

export {
  type HyperparameterImportance,
  hyperparameterImportance,
  type ImportanceOptions,
  type ImportanceReport,
  type MeasuredTrial,
} from './importance/hyperparameter-importance.js';
