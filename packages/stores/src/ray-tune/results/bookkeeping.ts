/**
 * What Ray adds to each report and is no metric: `training_iteration` is the step of all others. `time_total_s` and
 * `time_this_iter_s` are metrics: experiments are judged by them, too.
 */
export const bookkeeping: ReadonlySet<string> = new Set([
  'checkpoint_dir_name',
  'config',
  'date',
  'done',
  'experiment_id',
  'experiment_tag',
  'hostname',
  'iterations_since_restore',
  'node_ip',
  'pid',
  'should_checkpoint',
  'time_since_restore',
  'timestamp',
  'training_iteration',
  'trial_id',
]);
