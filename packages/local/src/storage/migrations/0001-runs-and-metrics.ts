/** Times are milliseconds since 1970. JSON columns are written and read without loss by core's JSON functions. */
export const runsAndMetrics: string = `
CREATE TABLE workspaces (
  id INTEGER PRIMARY KEY,
  subscription_id TEXT NOT NULL,
  resource_group TEXT NOT NULL,
  workspace_name TEXT NOT NULL,
  UNIQUE (subscription_id, resource_group, workspace_name)
) STRICT;

CREATE TABLE runs (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace INTEGER NOT NULL REFERENCES workspaces (id),
  experiment_name TEXT NOT NULL,
  run_id TEXT NOT NULL,
  parent_run_id TEXT,
  root_run_id TEXT NOT NULL,
  run_type TEXT,
  status TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT,
  display_name TEXT,
  description TEXT,
  hidden INTEGER NOT NULL,
  created_time INTEGER NOT NULL,
  start_time INTEGER,
  end_time INTEGER,
  error TEXT,
  warnings TEXT NOT NULL,
  cancellation_reason TEXT,
  created_by TEXT,
  queue_message TEXT,
  run_definition TEXT,
  target TEXT,
  engine_state TEXT,
  UNIQUE (workspace, run_id)
) STRICT;

CREATE INDEX runs_by_parent ON runs (workspace, parent_run_id, start_time, sequence);
CREATE INDEX runs_by_experiment ON runs (workspace, experiment_name, start_time, sequence);
CREATE INDEX runs_by_root ON runs (workspace, root_run_id);
CREATE INDEX unfinished_sweeps ON runs (sequence)
  WHERE run_type = 'hyperdrive' AND status NOT IN ('Completed', 'Failed', 'Canceled');

CREATE TABLE run_tags (
  run INTEGER NOT NULL REFERENCES runs (sequence),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (run, name)
) STRICT;

CREATE TABLE run_properties (
  run INTEGER NOT NULL REFERENCES runs (sequence),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (run, name)
) STRICT;

CREATE TABLE metrics (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (sequence),
  name TEXT NOT NULL,
  metric_type TEXT NOT NULL,
  columns TEXT NOT NULL,
  UNIQUE (run, name)
) STRICT;

CREATE TABLE metric_rows (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  metric INTEGER NOT NULL REFERENCES metrics (id),
  run INTEGER NOT NULL REFERENCES runs (sequence),
  metric_id TEXT NOT NULL,
  step REAL,
  time INTEGER NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (run, metric_id)
) STRICT;

CREATE INDEX metric_rows_by_metric ON metric_rows (metric, sequence);
`;
