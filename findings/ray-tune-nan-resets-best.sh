#!/usr/bin/env bash
# Ray Tune 2.60.0: after a NaN the best value of a trial is only that of the reports that follow
#
# `get_best_result(metric, mode, scope="all")` reads the extremes that Tune keeps of each metric while a trial runs. A report that is
# NaN becomes both extremes, and the next number replaces them: a trial that reported 9, NaN, 1 has the maximum 1, so that another
# one with 8 is called the best. With a last report of NaN all of them are NaN, and the trial is passed over, whatever it had
# reached. `filter_nan_and_inf` looks at these extremes only, and does not help. The rows in `result.json` are complete.
#
# A second one in the same table: `avg` weighs each value by the iteration of its report, not by how often the metric was reported.
# 1 and 2, reported at the iterations 2 and 3, have the average 1.33, since the 1 counts for the first two.
#
# Source: Trial's metric analysis in ray/tune/experiment/trial.py. Needs Python 3.10 to 3.12; works in a temporary folder. Prints the
# version, the table and the best; fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ray[tune]==2.60.0' pandas==3.1.1 pyarrow==26.0.1
export RAY_USAGE_STATS_ENABLED=0 HOME="$folder"

cat >"$folder/check.py" <<'PYTHON'
import math
import sys

import ray
from ray import tune

SERIES = {
    "nan between": [{"score": 9.0}, {"score": math.nan}, {"score": 1.0}],
    "no nan": [{"score": 8.0}, {"score": 7.0}, {"score": 2.0}],
    "begins late": [{"score": 0.0}, {"score": 0.0, "late": 1.0}, {"score": 0.0, "late": 2.0}],
}


def report(config):
    for row in SERIES[config["series"]]:
        tune.report(row)


ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
results = tune.Tuner(
    report,
    param_space={"series": tune.grid_search(list(SERIES))},
    run_config=tune.RunConfig(name="check", storage_path=sys.argv[1], verbose=0),
).fit()
print("ray", ray.__version__, "Python", sys.version.split()[0])
analysis = {trial.config["series"]: trial.metric_analysis for trial in results._experiment_analysis.trials}
for name, series in SERIES.items():
    print(f"{name}: {series}")
    for metric in ("score", "late"):
        if metric in analysis[name]:
            print(f"  {metric}:", {key: analysis[name][metric][key] for key in ("max", "min", "avg")})
best = results.get_best_result("score", "max", scope="all")
print("best by the greatest score of all reports:", best.config["series"])
assert analysis["nan between"]["score"]["max"] == 1.0
assert best.config["series"] == "no nan"
assert math.isclose(analysis["begins late"]["late"]["avg"], 4 / 3)
ray.shutdown()
PYTHON
"$folder/venv/bin/python" "$folder/check.py" "$folder/results" 2>"$folder/log" || { tail -20 "$folder/log"; exit 1; }
