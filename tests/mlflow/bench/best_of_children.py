# The best value of each child of a run, as the Python client of MLflow answers it: find the children, then ask for the
# history of each. Prints one JSON document.
#
#   best_of_children.py TRACKING_URI EXPERIMENT_ID PARENT_ID METRIC

import json
import sys
import time

from mlflow.tracking import MlflowClient


def main() -> None:
    uri, experiment_id, parent_id, metric = sys.argv[1:5]
    client = MlflowClient(tracking_uri=uri)
    started = time.perf_counter()
    best = {}
    token = None
    while True:
        page = client.search_runs(
            [experiment_id],
            filter_string=f"tags.`mlflow.parentRunId` = '{parent_id}'",
            max_results=1000,
            order_by=["attributes.start_time ASC"],
            page_token=token,
        )
        for run in page:
            history = client.get_metric_history(run.info.run_id, metric)
            best[run.info.run_id] = max(point.value for point in history)
        token = page.token
        if not token:
            break
    print(json.dumps({"milliseconds": (time.perf_counter() - started) * 1000, "best": best}))


main()
