"""Writes studies into storages as it is told to, by the storage's own calls: write_contract.py

Reads a line of JSON for each storage, {"path", "kind": "sqlite" | "journal", "studies": [...]}, and prints a line when it is written. Numbers
come as text, so that none of them loses anything.
"""
import json, sys, warnings
from datetime import datetime, timezone

warnings.filterwarnings("ignore")
import optuna  # noqa: E402
from optuna.distributions import CategoricalDistribution  # noqa: E402
from optuna.trial import FrozenTrial, TrialState  # noqa: E402
from sqlalchemy import event  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.CRITICAL)


def open_storage(path, kind):
    if kind == "journal":
        from optuna.storages.journal import JournalFileBackend
        return optuna.storages.JournalStorage(JournalFileBackend(path))
    storage = optuna.storages.RDBStorage("sqlite:///" + path)
    event.listen(storage.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
    storage.engine.dispose()
    return storage


def write_study(storage, given):
    study = optuna.create_study(storage=storage, study_name=given["name"], directions=given["directions"])
    study.set_metric_names(given["metricNames"])
    for key, value in given["userAttributes"].items():
        study.set_user_attr(key, value)
    for key, value in given["systemAttributes"].items():
        storage.set_study_system_attr(study._study_id, key, value)
    trials = given["trials"]
    choices = {}  # of all trials of a study they are the same
    for trial in trials:
        for name, value in trial["params"].items():
            known = choices.setdefault(name, [])
            if value not in known:
                known.append(value)
    for trial in trials:
        state = TrialState[trial["state"]]
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        # Not add_trial: it refuses a completed trial without a value.
        storage.create_new_trial(study._study_id, template_trial=FrozenTrial(
            number=-1, trial_id=-1, state=state, value=None, values=trial["values"] and [float(v) for v in trial["values"]],
            datetime_start=None if state == TrialState.WAITING else now, datetime_complete=now if state.is_finished() else None,
            params=trial["params"], distributions={name: CategoricalDistribution(choices[name]) for name in trial["params"]},
            user_attrs=trial["userAttributes"], system_attrs={}, intermediate_values={step: float(v) for step, v in trial["reports"]}))


for line in sys.stdin:
    request = json.loads(line)
    storage = open_storage(request["path"], request["kind"])
    for study in request["studies"]:
        write_study(storage, study)
    print("written", flush=True)
