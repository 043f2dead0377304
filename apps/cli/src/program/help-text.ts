/** The text below the list of all commands. */
export const environmentHelp = `
A run is named by its id, or by the beginning of one that no other has, with or without HD_; a trial by its number:
7f3a 12, or 7f3a_12. @last is the newest sweep, SWEEP@best the best trial of one, @best that of the newest.

Environment:
  HYPERDRIVE_BACKEND     the backend where neither --backend nor --profile is given; it goes before "backend use"
  HYPERDRIVE_CONFIG      the folder of profiles and credentials (default: hyperdrive in $XDG_CONFIG_HOME or ~/.config)
  HYPERDRIVE_TOKEN       the token for the service that --backend names; a local one needs none, and for Azure
                         "az login" is enough
  HYPERDRIVE_HOME        the folder of the backend "local" (default: ~/.hyperdrive)
  HYPERDRIVE_DEBUG       any text: as --verbose
  MLFLOW_TRACKING_URI    the server that the backend "mlflow" is
  MLFLOW_TRACKING_TOKEN  the token for an MLflow server; a user goes before it: MLFLOW_TRACKING_USERNAME and
                         MLFLOW_TRACKING_PASSWORD
  NO_COLOR               any text: no colours

Exit codes: 0 done, 1 failed, 2 wrong command line, 3 there is no best run.`;

/** How each command is called; what is in capitals is to be replaced. */
const examples: ReadonlyMap<string, readonly string[]> = new Map([
  ['help', ['help best', 'help service start']],
  ['init', ['init', 'init trees --language node']],
  ['submit', ['submit sweep.yml --wait', 'submit sweep.yml --set limits.max_total_trials=8 --compute lab']],
  ['validate', ['validate sweep.yml']],
  ['watch', ['watch SWEEP']],
  ['cancel', ['cancel SWEEP']],
  ['archive', ['archive SWEEP', 'archive SWEEP --restore']],
  ['list', ['list --top 10', 'list --experiment iris']],
  ['status', ['status @last', 'status 7f3a 12', 'status TRIAL --json']],
  [
    'children',
    [
      'children SWEEP --top 5',
      'children @last --status Failed --columns reason,learning_rate',
      'children SWEEP --sort duration --reverse',
    ],
  ],
  ['importance', ['importance SWEEP', 'importance SWEEP --primary-metric loss --goal minimize']],
  ['compare', ['compare 7f3a 91c0', 'compare @last_3 @best']],
  [
    'best',
    ['best SWEEP --explain', 'best @last --at-least 0.95', 'best RUN --primary-metric accuracy --goal maximize'],
  ],
  ['explain', ['explain 7f3a 12']],
  ['hyperparameters', ['hyperparameters SWEEP']],
  ['metrics', ['metrics SWEEP', 'metrics TRIAL --json']],
  ['logs', ['logs 7f3a 12', 'logs @best', 'logs SWEEP --follow']],
  ['dashboard', ['dashboard --open', 'dashboard SWEEP --port 8080']],
  ['plot', ['plot SWEEP --output best.svg', 'plot SWEEP --kind slice --hyperparameter lr --output lr.svg']],
  ['report', ['report SWEEP --output report.html']],
  ['download', ["download 7f3a 12 'outputs/**' --output model", 'download SWEEP --best']],
  [
    'export',
    [
      'export SWEEP --output sweep.ndjson',
      'export SWEEP --format csv --output sweep.csv',
      'export SWEEP --format parquet --per point --output points.parquet',
    ],
  ],
  ['import', ['import sweep.ndjson', 'import sweep.ndjson --experiment iris']],
  ['to-sweep-file', ['to-sweep-file SWEEP', 'to-sweep-file SWEEP --output sweep.yml']],
  ['pause', ['pause SWEEP']],
  ['resume', ['resume SWEEP']],
  ['retry', ['retry SWEEP', 'retry 7f3a 12']],
  ['prune', ['prune --older-than 30d', 'prune --keep 20 --outputs --yes']],
  ['service start', ['service start --port 8080']],
  ['service stop', ['service stop']],
  ['service status', ['service status --json']],
  [
    'compute add',
    ['compute add lab ray+http://10.0.0.5:8265', 'compute add hpc slurm:gpu --shared-folder /work/me --gpus 1'],
  ],
  ['backend add', ['backend add lab mlflow+https://tracking.example', 'backend add here local:runs --experiment iris']],
  ['backend use', ['backend use lab', 'backend use local']],
  ['backend list', ['backend list']],
  ['backend remove', ['backend remove lab']],
  ['backend login', ['backend login lab', 'backend login lab --username ada < password.txt']],
  ['completion', ['completion bash >> ~/.bashrc', 'completion fish | source']],
  ['compute list', ['compute list --json']],
  ['compute remove', ['compute remove lab']],
  ['compute check', ['compute check lab']],
]);

/**
 * How a command is called, without the name of the program.
 * @param words the command's, such as `service start`
 */
export function examplesOf(words: readonly string[]): readonly string[] {
  return examples.get(words.join(' ')) ?? [];
}

/**
 * The text below the help of one command.
 * @param words the command's, such as `service start`
 * @param program how this program was called
 */
export function examplesHelp(words: readonly string[], program: string): string {
  const lines = examplesOf(words).map((line) => `  ${program} ${line}\n`);
  const title = lines.length > 1 ? 'Examples' : 'Example';
  const shown = lines.length === 0 ? '' : `${title}:\n${lines.join('')}\n`;
  return `\n${shown}Options of every command, such as --backend and --json: ${program} --help`;
}
