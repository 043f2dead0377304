# Runs a search of scikit-learn under mlflow.sklearn.autolog, and prints what it held as one JSON document.
#
#   write_search.py TRACKING_URI EXPERIMENT [halving]

import json
import sys

import mlflow
from sklearn.datasets import load_iris
from sklearn.experimental import enable_halving_search_cv  # noqa: F401  brings HalvingGridSearchCV
from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV
from sklearn.svm import SVC

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment(sys.argv[2])
mlflow.sklearn.autolog(log_models=False, log_datasets=False, silent=True)
grid = {"C": [0.1, 1, 10, 100], "gamma": [0.01, 0.1, 1]}
if sys.argv[3:] == ["halving"]:
    search = HalvingGridSearchCV(SVC(), grid, cv=3, random_state=0)
else:
    search = GridSearchCV(SVC(), grid, cv=3)
search.fit(*load_iris(return_X_y=True))
scores = [float(score) for score in search.cv_results_["mean_test_score"]]
candidates = [{name: str(value) for name, value in params.items()} for params in search.cv_results_["params"]]
parent = mlflow.last_active_run().info.run_id
print(json.dumps({"parent": parent, "candidates": candidates, "scores": scores}))
