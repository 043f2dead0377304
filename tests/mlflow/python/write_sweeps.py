# Writes sweeps as other tools leave them in MLflow, and prints what they hold as one JSON document.
#
#   write_sweeps.py TRACKING_URI EXPERIMENT

import json
import math
import sys

import mlflow
import optuna
from optuna.integration import MLflowCallback


def as_text(value: float) -> str:
    """JSON has no word for an infinity; JavaScript reads this one."""
    return repr(value) if math.isfinite(value) else ("-Infinity" if value < 0 else "Infinity")


def write_loop() -> dict:
    """A loop over nested runs: the best value of a run is not its last one, one run fails, one logs no number."""
    histories = {
        "0.1": [0.5, 0.9, 0.6],
        "0.2": [0.7, 0.8, 0.85],
        "0.3": [math.nan],
        "0.4": [],
        "0.5": [math.inf, -math.inf, math.nan, 0.1],
    }
    best = {}
    with mlflow.start_run(run_name="loop") as parent:
        for lr, values in histories.items():
            try:
                with mlflow.start_run(run_name=f"lr {lr}", nested=True) as child:
                    mlflow.log_param("lr", lr)
                    for step, value in enumerate(values):
                        mlflow.log_metric("loss: it/π", value, step=step)
                    mlflow.log_table({"step": [0, 1], "note": ["a", "b"]}, "notes.json")
                    mlflow.log_metric("_x0041_", 1)
                    mlflow.set_tag("a_x003F_b", "meant")
                    mlflow.log_text("weights", "model/weights.txt")
                    numbers = [value for value in values if not math.isnan(value)]
                    best[child.info.run_id] = as_text(min(numbers)) if numbers else ""
                    if lr == "0.2":
                        raise ValueError("the script failed")
            except ValueError:
                pass
    return {"parent": parent.info.run_id, "best": best}


def write_study(uri: str) -> dict:
    """An Optuna study with its MLflow callback inside of a run."""
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    callback = MLflowCallback(tracking_uri=uri, metric_name="accuracy", mlflow_kwargs={"nested": True})

    def objective(trial: optuna.Trial) -> float:
        x = trial.suggest_float("x", -4, 4)
        kind = trial.suggest_categorical("kind", ["plain", "fancy"])
        return 10 - x * x + (1 if kind == "fancy" else 0)

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=7))
    with mlflow.start_run(run_name="study") as parent:
        study.optimize(objective, n_trials=8, callbacks=[callback])
    return {
        "parent": parent.info.run_id,
        "values": [trial.value for trial in study.trials],
        "best": {"value": study.best_value, "params": {name: str(value) for name, value in study.best_params.items()}},
    }


def main() -> None:
    uri, experiment = sys.argv[1:3]
    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment(experiment)
    print(json.dumps({"loop": write_loop(), "study": write_study(uri)}))


main()
