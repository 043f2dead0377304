"""Makes the folder of an experiment with many trials: the real Ray Tune runs one of them, which is then written again under other ids.

    python make_large_folder.py OUT TRIALS RESULTS      OUT is the folder of the experiment

Every file has the form and size that Ray gives it: a trial is loaded, changed and written by Ray's own classes.
"""

import glob
import json
import os
import random
import shutil
import sys

os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_TRAIN_V2_ENABLED="0", RAY_AIR_NEW_OUTPUT="0")

import ray  # noqa: E402
from ray import tune  # noqa: E402
from ray.tune.experiment import Trial  # noqa: E402
from ray.tune.trainable.metadata import _TrainingRunMetadata  # noqa: E402


def main():
    out, trials, results = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    random.seed(1)
    parent, name = os.path.split(out)
    ray.init(num_cpus=1, include_dashboard=False, _node_ip_address="127.0.0.1", log_to_driver=False, logging_level="ERROR")

    def train(config):
        for at in range(results):
            tune.report({"loss": 1 / (at + 1), "eval": {"acc": at / results}, "lr_now": 0.1})

    space = {"lr": tune.grid_search([0.1]), "layers": 3, "width": tune.randint(8, 64)}
    tune.Tuner(train, param_space=space, run_config=tune.RunConfig(name=name, storage_path=parent, verbose=0)).fit()
    ray.shutdown()

    [state_file] = glob.glob(os.path.join(out, "experiment_state-*.json"))
    with open(state_file) as file:
        state = json.load(file)
    [[definition, runtime]] = state["trial_data"]
    first = Trial.from_json_state(definition, stub=True)
    with open(os.path.join(out, first.storage.trial_dir_name, "result.json")) as file:
        lines = [json.loads(line) for line in file]
    state["trial_data"] = []
    for number in range(trials):
        trial = Trial.from_json_state(definition, stub=True)
        trial.trial_id = f"{first.trial_id.split('_')[0]}_{number:05d}"
        trial.storage.trial_dir_name = f"train_{trial.trial_id}_{number}_lr=0.1_2026-01-12_08-00-00"
        trial.relative_logdir = trial.storage.trial_dir_name
        trial.config = {**first.config, "lr": random.uniform(0.001, 0.1), "width": random.randint(8, 64)}
        trial.evaluated_params = {"lr": trial.config["lr"], "width": trial.config["width"]}
        trial.invalidate_json_state()
        folder = os.path.join(out, trial.storage.trial_dir_name)
        os.makedirs(folder, exist_ok=True)
        losses = [line["loss"] * (1 + random.random()) for line in lines]
        with open(os.path.join(folder, "result.json"), "w") as file:
            for line, loss in zip(lines, losses):
                reported = {**line, "loss": loss, "trial_id": trial.trial_id, "config": trial.config}
                file.write(json.dumps(reported) + "\n")
        metadata = _TrainingRunMetadata.from_json_state(runtime)
        metadata.metric_analysis["loss"].update(min=min(losses), max=max(losses), last=losses[-1])
        metadata.invalidate_cache()
        with open(os.path.join(folder, "params.json"), "w") as file:
            json.dump(trial.config, file)
        state["trial_data"].append([trial.get_json_state()[0], metadata.get_json_state()])
    shutil.rmtree(os.path.join(out, first.storage.trial_dir_name))
    with open(state_file, "w") as file:
        json.dump(state, file, indent=2)


main()
