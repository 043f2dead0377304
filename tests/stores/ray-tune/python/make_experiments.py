"""Has the real Ray Tune write random experiments, and asks it which trial of each is the best.

    python make_experiments.py OUT COUNT [--seed S]

OUT/<name>/            the folder as Ray writes it
OUT/<name>.truth.json  {"ray", "stateFile", "trials": [{"id", "status", "folder", "config", "error", "rows"}], "best": {question: id | null}}

A question is `<metric> <mode> <scope>`, with ` unfiltered` behind it where NaN and infinities take part. Numbers that JSON
lacks are their words. Prints a line for each experiment. Ray listens on this machine's own address alone.
"""

import argparse
import json
import math
import os
import random
import time
import warnings

os.environ.update(
    RAY_USAGE_STATS_ENABLED="0",
    RAY_TRAIN_V2_ENABLED="0",
    RAY_AIR_NEW_OUTPUT="0",
    TUNE_GLOBAL_CHECKPOINT_S="1",
    TUNE_DISABLE_STRICT_METRIC_CHECKING="1",
    TUNE_DISABLE_AUTO_CALLBACK_LOGGERS="0",
)
warnings.filterwarnings("ignore")

import numpy  # noqa: E402
import ray  # noqa: E402
from ray import tune  # noqa: E402

SCOPES = ("last", "all", "avg", "last-5-avg", "last-10-avg")
METRICS = ("loss", "eval/acc", "late", "flag", "note", "never")


def plain(value):
    if isinstance(value, (numpy.generic,)):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (int, float, str, bool)) or value is None else repr(type(value))


def random_value(odd):
    if random.random() < odd:
        return random.choice([float("nan"), float("inf"), float("-inf")])
    return random.choice([random.randint(-3, 3), random.randint(-3, 3) / 2, random.uniform(-3, 3)])


def random_rows(odd, counts):
    """What one trial reports: few different values, so that ties are usual."""
    rows = []
    starts = random.randint(0, 3)
    for at in range(random.choice(counts)):
        row = {"loss": random_value(odd), "eval": {"acc": numpy.float64(random_value(odd / 2))}, "note": f"row {at}", "flag": at % 2 == 0}
        if at >= starts:
            row["late"] = float(random.randint(0, 4))
        rows.append(row)
    return rows


def trainable_of(tables, breaks):
    def report_rows(config):
        for at, row in enumerate(tables[config["trial"]]):
            if breaks.get(config["trial"]) == at:
                raise ValueError(f"trial {config['trial']} breaks at {at}")
            tune.report(row)

    return report_rows


def write_experiment(out, name, is_rich):
    """A rich one has enough in it for every planted bug to be noticed."""
    count = 4 if is_rich else random.randint(1, 4)
    odd = 0 if is_rich else random.choice([0, 0, 0.15, 0.4])
    tables = [random_rows(odd, [6, 12] if is_rich else [0, 1, 2, 3, 6, 12]) for _ in range(count)]
    breaks = {at: random.randint(0, 3) for at in range(count) if not is_rich and random.random() < 0.2}
    space = {"trial": tune.grid_search(list(range(count))), "opt": {"lr": tune.loguniform(1e-4, 1e-1)}, "a/b": tune.randint(0, 2**40)}
    scheduler = tune.schedulers.ASHAScheduler(time_attr="training_iteration", metric="loss", mode="min", max_t=6) if not is_rich and random.random() < 0.2 else None
    named = None if scheduler is not None or random.random() < 0.3 else "loss"
    tune.Tuner(
        trainable_of(tables, breaks),
        param_space=space,
        tune_config=tune.TuneConfig(metric=named, mode="min" if named else None, scheduler=scheduler, max_concurrent_trials=2),
        run_config=tune.RunConfig(name=name, storage_path=out, verbose=0),
    ).fit()


def truth_of(folder):
    analysis = tune.ExperimentAnalysis(folder)
    grid = tune.ResultGrid(analysis)
    best = {}
    for metric in METRICS:
        for mode in ("min", "max"):
            for scope in SCOPES:
                for keep in (True, False):
                    question = f"{metric} {mode} {scope}{'' if keep else ' unfiltered'}"
                    try:
                        grid.get_best_result(metric, mode, scope=scope, filter_nan_and_inf=keep)
                        best[question] = analysis.get_best_trial(metric, mode, scope=scope, filter_nan_and_inf=keep).trial_id
                    except (RuntimeError, ValueError, AttributeError, TypeError):
                        best[question] = None
    trials = [
        {
            "id": trial.trial_id,
            "status": trial.status,
            "folder": os.path.basename(trial.path),
            "config": plain(trial.config),
            "error": result.error is not None,
            "rows": len(analysis.trial_dataframes[trial.trial_id]),
        }
        for trial, result in zip(analysis.trials, grid)
    ]
    return {"ray": ray.__version__, "stateFile": os.path.basename(analysis._experiment_json_fs_path), "trials": trials, "best": best}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("count", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    out = os.path.abspath(given.out)
    os.makedirs(out, exist_ok=True)
    ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1", log_to_driver=False, logging_level="ERROR")
    for number in range(given.count):
        random.seed(given.seed * 1000 + number)
        numpy.random.seed((given.seed * 1000 + number) % 2**32)
        name = f"experiment-{number}"
        began = time.time()
        try:
            write_experiment(out, name, is_rich=number == 0)
        except tune.TuneError:
            pass  # Some of its trials failed: its folder is whole.
        with open(os.path.join(out, f"{name}.truth.json"), "w") as file:
            json.dump(truth_of(os.path.join(out, name)), file, allow_nan=False)
        print(f"{name} {time.time() - began:.1f} s", flush=True)
    ray.shutdown()


if __name__ == "__main__":
    main()
