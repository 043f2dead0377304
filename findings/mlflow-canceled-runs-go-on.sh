#!/usr/bin/env bash
# MLflow 3.17.2: a run that is updated to CANCELED, or to any other word, stays RUNNING, and the answer is 200
#
# The tracking server takes `runs/update` with a status that it does not know, answers 200 with the run as it is, and changes
# nothing. `CANCELED` looks right to anybody who comes from Azure ML, whose word it is; MLflow's is `KILLED`. The same call with a
# status that it knows, in lower case, is ignored as well. A client that does not compare the answer's status with the one
# that it sent believes the run has ended.
#
# Source: seen at the server; the words are in `RunStatus` of mlflow/protos/service.proto. Needs Python 3.10 to 3.13; works in
# a temporary folder, on loopback. Prints the version and each answer; fails where this is no longer so.
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

"$folder/venv/bin/python" - "$port" <<'PYTHON'
import json
import sys
import time
import urllib.request
from importlib.metadata import version

base = f"http://127.0.0.1:{sys.argv[1]}"
for attempt in range(600):
    try:
        urllib.request.urlopen(f"{base}/health", timeout=2)
        break
    except OSError:
        time.sleep(0.2)
print("mlflow", version("mlflow"), "Python", sys.version.split()[0])


def post(path, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(f"{base}/api/2.0/mlflow/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, json.load(answer)


seen = {}
for status in ("CANCELED", "killed", "SHELVED", "KILLED"):
    run = post("runs/create", {"experiment_id": "0", "start_time": 1})[1]["run"]["info"]["run_id"]
    code, answer = post("runs/update", {"run_id": run, "status": status, "end_time": 2})
    seen[status] = (code, answer["run_info"]["status"])
    print(f"{status}: {code}, status of the run: {answer['run_info']['status']}")
assert seen == {
    "CANCELED": (200, "RUNNING"),
    "killed": (200, "RUNNING"),
    "SHELVED": (200, "RUNNING"),
    "KILLED": (200, "KILLED"),
}, seen
PYTHON
