"""A study that goes on while others read: write_slowly.py FILE TRIALS sqlite|journal [SECONDS OF A STEP [GATE]]. Prints each trial's number as
it ends. The last trial waits until there is a file GATE."""
import os, sys, time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
path, count, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
pause = float(sys.argv[4]) if len(sys.argv) > 4 else 0
gate = sys.argv[5] if len(sys.argv) > 5 else None
if kind == "journal":
    from optuna.storages.journal import JournalFileBackend
    storage = optuna.storages.JournalStorage(JournalFileBackend(path))
else:
    storage = "sqlite:///" + path
study = optuna.create_study(storage=storage, study_name="live", direction="minimize", sampler=optuna.samplers.RandomSampler(seed=1))


def objective(trial):
    x = trial.suggest_float("x", 0, 1)
    for step in range(3):
        trial.report(x + step, step)
        time.sleep(pause)
    return x


for number in range(count):
    while gate and number == count - 1 and not os.path.exists(gate):
        time.sleep(0.02)
    study.optimize(objective, n_trials=1)
    print(study.trials[-1].number, flush=True)
