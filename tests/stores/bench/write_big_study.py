"""Writes a study of N trials with 10 intermediate values and 3 parameters each: write_big_study.py FILE N"""
import random, sys

import optuna
from optuna import distributions as d
from optuna.trial import TrialState, create_trial
from sqlalchemy import event

optuna.logging.set_verbosity(optuna.logging.ERROR)
r = random.Random(1)
storage = optuna.storages.RDBStorage("sqlite:///" + sys.argv[1])
event.listen(storage.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
storage.engine.dispose()
study = optuna.create_study(storage=storage, study_name="big", direction="minimize")
space = {"lr": d.FloatDistribution(1e-6, 1e-1, log=True), "layers": d.IntDistribution(1, 8), "opt": d.CategoricalDistribution(["sgd", "adam", None])}
states = [TrialState.COMPLETE, TrialState.COMPLETE, TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAIL]
for i in range(int(sys.argv[2])):
    state = states[i % 5]
    reports = {k: r.random() * (10 - k) for k in range(10)}
    params = {"lr": 10 ** r.uniform(-6, -1), "layers": r.randint(1, 8), "opt": r.choice(["sgd", "adam", None])}
    study.add_trial(create_trial(state=state, value=reports[9] if state != TrialState.FAIL else None, params=params, distributions=space,
                                 intermediate_values=reports, user_attrs={"host": f"n{i % 7}"}))
