"""Reads the folder of an experiment with Ray's ExperimentAnalysis: its best trial and all reports. Prints the best trial's id.

    python analyse.py FOLDER
"""

import os
import sys

os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_TRAIN_V2_ENABLED="0")

from ray.tune import ExperimentAnalysis  # noqa: E402

analysis = ExperimentAnalysis(sys.argv[1])
best = analysis.get_best_trial("loss", "min", scope="all")
reports = sum(len(frame) for frame in analysis.trial_dataframes.values())
print(best.trial_id, reports)
