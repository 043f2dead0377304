/** Stands before the names of the properties that hold a run's MLflow params: neither can be changed once it is set. */
export const paramPrefix = 'mlflow.param.';

/** Stands before the ids of the models that a run logged, in the names of its properties. */
export const modelPrefix = 'mlflow.model.';

/** Tags that MLflow keeps what our runs have fields for in. */
export const mlflowTag = { parentRunId: 'mlflow.parentRunId', runName: 'mlflow.runName' } as const;
