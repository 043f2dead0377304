#!/usr/bin/env bash
# Optuna 5.0.0 gives back `True` where a trial was to run with `1`
#
# A categorical hyperparameter may have choices of any JSON type, also `[True, 1]`: both are kept apart in the file and a sampler
# draws either. But a value is turned into the index of its choice by Python's `==`, to which `True` and `1`, `False` and `0`, `1` and
# `1.0` are one. A trial that was enqueued or added with `1` is stored as the first equal choice, and from then on says
# `True`, to the training script too. A grid over such choices runs one of them twice and the other one never.
#
# Source: CategoricalDistribution.to_internal_repr in optuna/distributions.py. Needs Python 3.10 to 3.13; works in a temporary
# folder, on no network once installed. Prints the version and what came back; fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check optuna==5.0.0 sqlalchemy==2.1.9 alembic==1.20.1

"$folder/venv/bin/python" - "$folder/study.db" <<'PYTHON'
import sys

import optuna
from optuna.distributions import CategoricalDistribution
from optuna.trial import create_trial

optuna.logging.set_verbosity(optuna.logging.ERROR)
storage = f"sqlite:///{sys.argv[1]}"
print("optuna", optuna.__version__, "Python", sys.version.split()[0])
choices = [True, 1, 0, False]

study = optuna.create_study(storage=storage, study_name="queued")
for choice in choices:
    study.enqueue_trial({"flag": choice})
study.optimize(lambda trial: float(repr(trial.suggest_categorical("flag", choices)) == "1"), n_trials=len(choices))
queued = [trial.params["flag"] for trial in study.trials]
print("enqueued", choices, "came back as", queued)

study = optuna.create_study(storage=storage, study_name="added")
for choice in choices:
    distributions = {"flag": CategoricalDistribution(choices)}
    study.add_trial(create_trial(value=0.0, params={"flag": choice}, distributions=distributions))
added = [trial.params["flag"] for trial in study.trials]
print("added   ", choices, "came back as", added)

sampler = optuna.samplers.GridSampler({"flag": choices}, seed=0)
study = optuna.create_study(storage=storage, study_name="grid", sampler=sampler)
study.optimize(lambda trial: float(trial.suggest_categorical("flag", choices)), n_trials=20)
tried = sorted(repr(trial.params["flag"]) for trial in study.trials)
print("a grid of", choices, "tried", tried)

for values in (queued, added):
    assert [repr(value) for value in values] == ["True", "True", "0", "0"], values
assert set(tried) == {"True", "0"}, tried
PYTHON
