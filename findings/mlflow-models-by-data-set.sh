#!/usr/bin/env bash
# MLflow 3.17.2: search_logged_models(datasets=[{"dataset_name": ...}]) finds nothing over REST
#
# The client's documentation takes the name of a data set as required and its digest as optional. Asked of the store in the
# same process, a search by the name alone finds the models with metrics on that data set. Asked of a tracking server over
# the same database it finds none: the server hands the missing digest to the store as an empty text, and the store compares
# with it.
#
# Source: mlflow/store/tracking/sqlalchemy_store.py, `if "dataset_digest" in dataset`, and the search's handler in
# mlflow/server/handlers.py. Needs Python 3.10 to 3.13; works in a temporary folder, on
# loopback. Prints the versions and what was found; fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
server=
finish() {
  # A group of its own, so that the workers that the server starts end with it.
  if [ -n "$server" ]; then kill -- "-$server" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT

"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mlflow==3.17.2 SQLAlchemy==2.1.9 uvicorn==0.54.0
export MLFLOW_DISABLE_TELEMETRY=true DO_NOT_TRACK=true MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false
port=$("$folder/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$folder"
set -m
"$folder/venv/bin/python" -m mlflow server --host 127.0.0.1 --port "$port" --workers 1 \
  --backend-store-uri "sqlite:///$folder/mlflow.db" --artifacts-destination "$folder/artifacts" >"$folder/log" 2>&1 &
server=$!
set +m

"$folder/venv/bin/python" - "$port" "$folder/mlflow.db" <<'PYTHON'
import sys
import time
import urllib.request

import mlflow
import sqlalchemy

port, database = sys.argv[1:]
url = f"http://127.0.0.1:{port}"
for attempt in range(600):
    try:
        urllib.request.urlopen(f"{url}/health", timeout=2)
        break
    except OSError:
        time.sleep(0.2)
print("mlflow", mlflow.__version__, "SQLAlchemy", sqlalchemy.__version__, "Python", sys.version.split()[0])

client = mlflow.MlflowClient(url)
experiment = client.create_experiment("data sets")
run = client.create_run(experiment).info.run_id
model = client.create_logged_model(experiment, name="rose", source_run_id=run).model_id
client.log_metric(run, "score", 0.5, model_id=model, dataset_name="test", dataset_digest="abc")


def found(of, dataset):
    return [model.name for model in of.search_logged_models([experiment], datasets=[dataset])]


over_rest = found(client, {"dataset_name": "test"})
with_digest = found(client, {"dataset_name": "test", "dataset_digest": "abc"})
in_process = found(mlflow.MlflowClient(f"sqlite:///{database}"), {"dataset_name": "test"})
print("by name, over REST:          ", over_rest)
print("by name and digest, over REST:", with_digest)
print("by name, in process:          ", in_process)
if (over_rest, with_digest, in_process) != ([], ["rose"], ["rose"]):
    sys.exit("This is no longer so.")
PYTHON
