"""Writes random studies with the real Optuna, and beside them what Optuna's own API says of each.

    python write_studies.py OUT --studies 20 --seed 1 --zone Asia/Tokyo

OUT/studies.db, OUT/studies.log: the same studies in a SQLite storage and in a journal; OUT/studies.db.json and .log.json: the
answers. Runs on optuna 5, 4.9 and 3.6. Numbers that JSON lacks are {"number": "NaN"}; whole floats {"float": "3.0"}, integers
beyond 2^53 {"integer": "9007199254740993"}.
"""
import argparse, json, math, os, random, time, warnings
from datetime import timezone

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("out")
parser.add_argument("--studies", type=int, default=20)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--zone", default="Asia/Tokyo")
ARGS = parser.parse_args()
os.environ["TZ"] = ARGS.zone
time.tzset()

import optuna  # noqa: E402
from optuna import distributions as d  # noqa: E402
from optuna.trial import TrialState, create_trial  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
INF, NAN = float("inf"), float("nan")
CHOICES = [None, True, False, 0, 1.5, 2.5, "1", "true", "None", "", "ü ✓ \"quoted\"", "a\\b", 2**53 + 1, -(2**60), INF, -INF, NAN]
NESTED = [[1, 2], {"k": None, "n": [1.5, "x"]}, "a"]
VALUES = [0.0, -0.0, 1.0, 1.0, 2.0, -3.5, 0.1 + 0.2, 1e308, -1e308, 5e-324, 1e-7, 123456789.123456789, 1 / 3]


def plain(x):
    if x is None or isinstance(x, (bool, str)):
        return x
    if isinstance(x, int):
        return x if abs(x) <= 2**53 else {"integer": str(x)}
    if isinstance(x, float):
        if math.isnan(x):
            return {"number": "NaN"}
        if math.isinf(x):
            return {"number": "Infinity" if x > 0 else "-Infinity"}
        return {"float": repr(x)} if x.is_integer() else x
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    return {"repr": repr(x)}


def utc(t):
    return None if t is None else t.astimezone(timezone.utc).isoformat(timespec="microseconds")


def attempt(f):
    try:
        return plain(f())
    except Exception as e:
        return {"error": type(e).__name__, "message": str(e)}


def truth_of(study):
    return {
        "name": study.study_name,
        "directions": [x.name for x in study.directions],
        "metric_names": study.metric_names,
        "user_attrs": plain(study.user_attrs),
        "best_trial": attempt(lambda: study.best_trial.number),
        "best_value": attempt(lambda: study.best_value),
        "best_params": attempt(lambda: study.best_params),
        "best_trials": attempt(lambda: [t.number for t in study.best_trials]),
        "trials": [
            {
                "number": t.number, "trial_id": t._trial_id, "state": t.state.name, "values": plain(t.values),
                "params": plain(t.params), "intermediate_values": [[k, plain(v)] for k, v in sorted(t.intermediate_values.items())],
                "user_attrs": plain(t.user_attrs), "system_attrs": plain(t.system_attrs),
                "start": utc(t.datetime_start), "complete": utc(t.datetime_complete),
            }
            for t in study.get_trials(deepcopy=False)
        ],
    }


def value(r):
    if r.tied:
        return r.choice([1.0, 2.0])
    roll = r.random()
    if roll < 0.06:
        return r.choice([INF, -INF])
    return r.choice(VALUES) if roll < 0.5 else r.uniform(-10, 10) * 10 ** r.randint(-5, 5)


def reported(r):
    return NAN if r.random() < 0.08 else value(r)


def attribute(r):
    return r.choice(["text", "", "ü", 7, 2**53 + 1, 1.5, NAN, INF, None, True, [1, None, {"b": 2.5}], {"a": {"b": [NAN, "x"]}}])


def suggest(r, trial, space):
    for name, kind in space:
        if kind == "float":
            trial.suggest_float(name, -1.0, 1.0 + r.randint(0, 3))
        elif kind == "log":
            trial.suggest_float(name, 1e-6, 1e-1, log=True)
        elif kind == "step":
            trial.suggest_float(name, 0.0, 0.95, step=0.25)
        elif kind == "int":
            trial.suggest_int(name, 1, 9)
        elif kind == "intlog":
            trial.suggest_int(name, 1, 1024, log=True)
        elif kind == "wide":
            trial.suggest_int(name, 2**53 + 1, 2**53 + 9)
        elif kind == "nested":
            trial.suggest_categorical(name, NESTED)
        else:
            trial.suggest_categorical(name, CHOICES)


def some(r, names, chance=0.5):
    return [n for n in names if r.random() < chance]


def set_system(study, trial, key, v):
    study._storage.set_trial_system_attr(trial._trial_id, key, v)


def one_trial(r, study, directions, space, constrained):
    trial = study.ask()
    suggest(r, trial, space if r.random() < 0.7 else some(r, space))
    for name in some(r, ["note", "deep", "hyperparameters", "näme"], 0.3):
        trial.set_user_attr(name, attribute(r))
    if r.random() < 0.1:
        set_system(study, trial, "some:key", attribute(r))
    single = len(directions) == 1
    if single:
        steps = list(range(r.randint(0, 6)))
        if r.random() < 0.3:
            r.shuffle(steps)
        for step in steps:
            trial.report(reported(r), step * r.choice([1, 1, 10]))
    if constrained == "list" and r.random() < 0.8:
        set_system(study, trial, "constraints", [r.choice([-1.0, 0.0, 0.5]) for _ in range(r.randint(1, 2))])
    elif constrained == "keys" and hasattr(trial, "set_constraint") and r.random() < 0.8:
        trial.set_constraint("memory", r.choice([-1.0, 0.0, 2.0]))
        trial.set_constraint("latency ms", r.choice([-1.0, 0.0]))
    roll = r.random()
    if roll < 0.08:
        return  # stays Running
    if roll < 0.2:
        study.tell(trial, state=TrialState.PRUNED)
    elif roll < 0.3:
        study.tell(trial, state=TrialState.FAIL)
    else:
        study.tell(trial, [value(r) for _ in directions])


def added(r, study, directions):
    cat = d.CategoricalDistribution(CHOICES)
    # NaN and what equals an earlier choice for Python are found by identity or not at all.
    choice = r.choice(CHOICES)
    state = r.choice([TrialState.COMPLETE, TrialState.COMPLETE, TrialState.FAIL, TrialState.PRUNED])
    done = state == TrialState.COMPLETE
    study.add_trial(create_trial(
        state=state, values=[value(r) for _ in directions] if done else None,
        params={"added": choice, "x": 0.25}, distributions={"added": cat, "x": d.FloatDistribution(0, 1)},
        intermediate_values={3: 1.5, 1: reported(r)} if len(directions) == 1 else {}, user_attrs={"by": "add_trial"}))


def make_study(storage, at, seed):
    r = random.Random(f"{seed}-{at}")
    r.tied = r.random() < 0.35
    kinds = ["float", "log", "step", "int", "intlog", "wide", "nested", "mixed"]
    names = ["lr", "drop out", "--momentum", "opt.layers", "units", "wide", "shape", "mixed"]
    directions = [r.choice(["minimize", "maximize"]) for _ in range(r.choice([1, 1, 1, 1, 2, 3]))]
    study = optuna.create_study(storage=storage, study_name=r.choice(["study", "näme/with 'quotes' &", "a_1"]) + f" {at}",
                                directions=directions, sampler=optuna.samplers.RandomSampler(seed=r.randint(0, 10**6)))
    if r.random() < 0.3 and hasattr(study, "set_metric_names"):
        study.set_metric_names([["loss", "val/acc", "größe"][i] for i in range(len(directions))])
    for name in some(r, ["owner", "deep"], 0.4):
        study.set_user_attr(name, attribute(r))
    space = some(r, list(zip(names, kinds)), 0.5)
    constrained = r.choice([None, None, None, "list", "keys"])
    for _ in range(r.randint(0, 9)):
        roll = r.random()
        if roll < 0.1:
            study.enqueue_trial({"lr": 0.5, "not-asked": [1]}, user_attrs={"memo": "queued"})
        elif roll < 0.2:
            added(r, study, directions)
        else:
            one_trial(r, study, directions, space, constrained)
    if r.random() < 0.3:
        study.enqueue_trial({"lr": 0.5, "mixed": [1, None]})  # stays Waiting


def make_retried(storage):
    """What a worker leaves that died: its trial is failed, and queued again as a new one."""
    retry = getattr(optuna.storages, "RetryHeartbeatStaleTrialCallback", None) or optuna.storages.RetryFailedTrialCallback
    study = optuna.create_study(storage=storage, study_name="retried", sampler=optuna.samplers.RandomSampler(seed=1))
    for _ in range(2):
        trial = study.ask()
        trial.suggest_float("x", 0, 1)
        trial.report(4.0, 0)
        study.tell(trial, state=TrialState.FAIL)
        retry(max_retry=3, inherit_intermediate_values=True)(study, study.trials[trial.number])
    study.optimize(lambda t: t.suggest_float("x", 0, 1), n_trials=1)
    trial = study.ask()
    study.tell(trial, state=TrialState.FAIL)
    retry()(study, study.trials[trial.number])  # stays Waiting


def journal(path):
    try:
        from optuna.storages.journal import JournalFileBackend
    except ImportError:
        from optuna.storages import JournalFileStorage as JournalFileBackend
    return optuna.storages.JournalStorage(JournalFileBackend(path))


def sqlite(path):
    from sqlalchemy import event
    storage = optuna.storages.RDBStorage("sqlite:///" + path)
    event.listen(storage.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
    storage.engine.dispose()
    return storage


def main():
    os.makedirs(ARGS.out, exist_ok=True)
    for name, open_storage in (("studies.db", sqlite), ("studies.log", journal)):
        path = os.path.join(ARGS.out, name)
        storage = open_storage(path)
        for at in range(ARGS.studies):
            if at % 4 == 3:  # its ids are used up, and its name comes again
                optuna.create_study(storage=storage, study_name="gone").enqueue_trial({})
                optuna.delete_study(storage=storage, study_name="gone")
            make_study(storage, at, ARGS.seed)
        optuna.create_study(storage=storage, study_name="gone", direction="maximize").optimize(lambda t: t.number, n_trials=2)
        make_retried(storage)
        again = open_storage(path)
        truth = {"optuna": optuna.__version__, "zone": ARGS.zone, "studies": [
            truth_of(optuna.load_study(study_name=s.study_name, storage=again)) for s in optuna.get_all_study_summaries(storage=again)]}
        with open(path + ".json", "w") as f:
            json.dump(truth, f, allow_nan=False)
    print("optuna", optuna.__version__)


main()
