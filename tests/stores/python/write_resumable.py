"""Writes storages that a new sweep may build on, as a study that has ended leaves them: write_resumable.py FOLDER

FOLDER/garden.db     one study, garden: x from 0 to 3 and a kind, of which the value is x; one trial pruned, one failed
FOLDER/garden.log    the same in a journal
FOLDER/other.db      one study of the same metric, with other parameters
FOLDER/two.db        two studies; FOLDER/none.db none
"""
import os, sys

import optuna

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
folder = sys.argv[1]


def at(name):
    return "sqlite:///" + os.path.join(folder, name)


def journal(name):
    return optuna.storages.JournalStorage(optuna.storages.journal.JournalFileBackend(os.path.join(folder, name)))


def study(name, storage):
    made = optuna.create_study(study_name=name, storage=storage, direction="maximize", sampler=optuna.samplers.RandomSampler(seed=1))
    made.set_metric_names(["gain"])
    return made


def garden(trial):
    x = trial.suggest_float("x", 0, 3)
    trial.suggest_categorical("kind", ["a", "b"])
    trial.report(x / 2, 0)
    if trial.number == 3:
        raise optuna.TrialPruned()
    if trial.number == 5:
        raise RuntimeError("this one breaks")
    return x


def other(trial):
    return trial.suggest_int("depth", 1, 9) / 9


for storage in (at("garden.db"), journal("garden.log")):
    study("garden", storage).optimize(garden, n_trials=14, catch=(RuntimeError,))
study("other", at("other.db")).optimize(other, n_trials=4)
for name in ("spring", "autumn"):
    study(name, at("two.db")).optimize(garden, n_trials=1)
optuna.storages.RDBStorage(at("none.db"))
