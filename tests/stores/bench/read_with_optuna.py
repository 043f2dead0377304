"""What a Python user does with a study: the best trial, and with --all a table of all trials. Prints JSON of times and memory."""
import json, resource, sys, time

begun = time.perf_counter()
import optuna  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.load_study(study_name="big", storage="sqlite:///" + sys.argv[1])
best = study.best_trial
rows = len(study.trials_dataframe()) if "--all" in sys.argv else 0
print(json.dumps({"best": best.number, "rows": rows, "ms": (time.perf_counter() - begun) * 1000,
                  "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
