# Writes what Optuna's MLflow callback leaves behind, and prints what it wrote as one JSON document.
#
#   write_searches.py TRACKING_URI PREFIX

import json
import sys

import mlflow
import optuna
from optuna_integration.mlflow import MLflowCallback


def objective(trial: optuna.Trial) -> float:
    """Trial 1 fails, trials 2 and 4 are pruned, one of them with a value that would win."""
    x = trial.suggest_float("x", 0, 1)
    if trial.number == 1:
        raise ValueError("the training failed")
    if trial.number == 2:
        trial.report(99.0, 1)
        raise optuna.TrialPruned
    if trial.number == 4:
        raise optuna.TrialPruned
    return x


def trials_of(study: optuna.Study) -> list:
    return [[trial.state.name, trial.value] for trial in study.trials]


def write_refit(uri: str, prefix: str) -> dict:
    """A study inside of a run, in an experiment of its own, and one nested run beside the parent."""
    home = mlflow.set_experiment(f"{prefix} orchard")
    callback = MLflowCallback(tracking_uri=uri, metric_name="acc", mlflow_kwargs={"nested": True})
    with mlflow.start_run(run_name="tune and refit") as parent:
        study = optuna.create_study(study_name=f"{prefix} orchard study", direction="maximize")
        study.optimize(objective, n_trials=6, callbacks=[callback], catch=(ValueError,))
        with mlflow.start_run(run_name="refit", nested=True, experiment_id=home.experiment_id) as refit:
            mlflow.log_metric("acc", study.best_value - 0.2)
            with mlflow.start_run(run_name="fold", nested=True, experiment_id=home.experiment_id):
                mlflow.log_metric("acc", 0.1)
    return {
        "parent": parent.info.run_id,
        "refit": refit.info.run_id,
        "trials": trials_of(study),
        "best": study.best_value,
    }


def write_tracked(uri: str, prefix: str) -> dict:
    """A study without a parent, whose objective logs into the runs that the callback opened."""
    callback = MLflowCallback(tracking_uri=uri, metric_name="acc")

    @callback.track_in_mlflow()
    def tracked(trial: optuna.Trial) -> float:
        mlflow.log_metric("loss", trial.number)
        return objective(trial)

    name = f"{prefix} alone"
    study = optuna.create_study(study_name=name, direction="minimize")
    study.optimize(tracked, n_trials=6, callbacks=[callback], catch=(ValueError,))
    return {"experiment": name, "trials": trials_of(study), "best": study.best_value}


def write_several(uri: str, prefix: str) -> dict:
    """A study with two objectives whose goals differ."""
    name = f"{prefix} several"
    study = optuna.create_study(study_name=name, directions=["minimize", "maximize"])
    callback = MLflowCallback(tracking_uri=uri)
    study.optimize(lambda trial: (trial.suggest_float("x", 0, 1), trial.number), n_trials=3, callbacks=[callback])
    return {"experiment": name}


def main() -> None:
    uri, prefix = sys.argv[1:3]
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    mlflow.set_tracking_uri(uri)
    written = {
        "refit": write_refit(uri, prefix),
        "tracked": write_tracked(uri, prefix),
        "several": write_several(uri, prefix),
    }
    print(json.dumps(written))


main()
