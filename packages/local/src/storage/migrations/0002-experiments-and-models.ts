/**
 * Experiments with tags, logged models with their metrics, and what a run took in and put out. Experiments were known by
 * their runs only, and models were properties of their runs.
 */
export const experimentsAndModels: string = `
CREATE TABLE experiments (
  id INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL,
  created_time INTEGER NOT NULL,
  tags TEXT NOT NULL,
  is_made INTEGER NOT NULL,
  UNIQUE (workspace, name)
) STRICT;

INSERT INTO experiments (workspace, name, created_time, tags, is_made)
  SELECT workspace, experiment_name, min(created_time), '{}', 0 FROM runs GROUP BY workspace, experiment_name;

CREATE TABLE logged_models (
  id INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL REFERENCES workspaces (id),
  experiment_name TEXT NOT NULL,
  run INTEGER REFERENCES runs (sequence),
  model_id TEXT NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (workspace, model_id)
) STRICT;

CREATE INDEX logged_models_by_experiment ON logged_models (workspace, experiment_name, id);
CREATE INDEX logged_models_by_run ON logged_models (run);

INSERT INTO logged_models (workspace, experiment_name, run, model_id, record)
  SELECT runs.workspace, runs.experiment_name, runs.sequence, substr(run_properties.name, 14), run_properties.value
    FROM run_properties JOIN runs ON runs.sequence = run_properties.run
    WHERE run_properties.name GLOB 'mlflow.model.m-*' ORDER BY run_properties.rowid;
DELETE FROM run_properties WHERE name GLOB 'mlflow.model.m-*';

CREATE TABLE model_metrics (
  id INTEGER PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES logged_models (id),
  run INTEGER NOT NULL REFERENCES runs (sequence),
  identity TEXT NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (model, run, identity)
) STRICT;

CREATE INDEX model_metrics_by_run ON model_metrics (run);

CREATE TABLE run_links (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (sequence),
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (run, kind, identity)
) STRICT;
`;
