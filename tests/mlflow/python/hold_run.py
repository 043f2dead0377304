# A trial that does not notice that it was canceled: it runs until its stdin closes, and then ends as MLflow's client does.
#
#   hold_run.py TRACKING_URI EXPERIMENT      prints the ids of the parent and of the child

import sys

import mlflow

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment(sys.argv[2])
with mlflow.start_run() as parent:
    with mlflow.start_run(nested=True) as child:
        mlflow.log_metric("accuracy", 0.5)
        print(parent.info.run_id, child.info.run_id, flush=True)
        sys.stdin.read()
