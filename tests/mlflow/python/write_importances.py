"""Tunes random functions with Optuna, and prints the trials of each study beside how much Optuna says that each
hyperparameter matters: the shares of its FanovaImportanceEvaluator, their mean over some seeds.

Usage: write_importances.py STUDIES SEEDS
"""

import json
import math
import random
import sys

import optuna
from optuna.importance import FanovaImportanceEvaluator, get_param_importances

optuna.logging.set_verbosity(optuna.logging.ERROR)


def random_function(rng):
    """A list of hyperparameters, and a function that draws them for a trial and judges them."""
    count = rng.randint(2, 6)
    parts = []
    for index in range(count):
        kind = rng.choice(["float", "float", "int", "log", "category"])
        weight = rng.choice([0, 0.3, 1, 2, 4])
        bend = rng.uniform(0.5, 6)
        bonus = [rng.uniform(-1, 1) for _ in range(rng.randint(2, 4))]
        parts.append((f"p{index}", kind, weight, bend, bonus))
    together = rng.uniform(0, 1)
    noise = rng.uniform(0, 0.2)

    def judge(trial):
        total = 0.0
        units = []
        for name, kind, weight, bend, bonus in parts:
            if kind == "float":
                unit = trial.suggest_float(name, -3, 5) / 8 + 3 / 8
            elif kind == "int":
                unit = trial.suggest_int(name, 1, 9) / 9
            elif kind == "log":
                unit = math.log10(trial.suggest_float(name, 1e-4, 1, log=True)) / 4 + 1
            else:
                value = trial.suggest_categorical(name, [f"v{i}" for i in range(len(bonus))])
                total += weight * bonus[int(value[1:])]
                continue
            units.append(unit)
            total += weight * math.sin(bend * unit)
        if len(units) > 1:
            total += together * units[0] * units[1]
        return total + rng.gauss(0, noise)

    return judge


def distribution_of(distribution):
    if isinstance(distribution, optuna.distributions.CategoricalDistribution):
        return {"choices": list(distribution.choices)}
    return {"low": distribution.low, "high": distribution.high}


def main(studies, seeds):
    written = []
    for number in range(studies):
        rng = random.Random(number)
        study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=number))
        study.optimize(random_function(rng), n_trials=rng.randint(100, 120))
        means = {}
        for seed in range(seeds):
            shares = get_param_importances(study, evaluator=FanovaImportanceEvaluator(seed=seed))
            for name, share in shares.items():
                means[name] = means.get(name, 0) + share / seeds
        space = {name: distribution_of(found) for name, found in study.trials[0].distributions.items()}
        trials = [{"params": trial.params, "value": trial.value} for trial in study.trials]
        written.append({"space": space, "trials": trials, "shares": means})
    print(json.dumps(written))


main(int(sys.argv[1]), int(sys.argv[2]))
