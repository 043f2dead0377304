"""What Optuna says of a storage, as JSON: read_study.py FILE"""
import json, sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
storage = "sqlite:///" + sys.argv[1]
[summary] = optuna.get_all_study_summaries(storage=storage)
study = optuna.load_study(study_name=summary.study_name, storage=storage)
study.trials_dataframe()
print(json.dumps({
    "name": study.study_name, "directions": [d.name for d in study.directions], "metric_names": study.metric_names,
    "best": [study.best_trial.number, study.best_value],
    "trials": [{"state": t.state.name, "value": t.value, "params": t.params, "reports": [[k, repr(v)] for k, v in sorted(t.intermediate_values.items())],
                "run_id": t.user_attrs["hyperdrive:run_id"], "distributions": {k: str(v) for k, v in sorted(t.distributions.items())}} for t in study.trials],
}))
# It goes on from there, with a sampler that reads all of it.
study.sampler = optuna.samplers.TPESampler(seed=1)
trial = study.ask({k: v for k, v in study.best_trial.distributions.items()})
study.tell(trial, 1.0)
