#!/usr/bin/env bash
# Ray 2.60.0: a job that is stopped while it waits for a CPU is run once there is one
#
# `POST /api/jobs/ID/stop` of a job that is PENDING answers `{"stopped": true}`. The job stays PENDING, cannot be deleted, and when
# its resources are free its command is started; only then is it sent SIGTERM, and SIGKILL three seconds later. A command that
# is done before that has run in full: what was canceled has had its effects. Whoever must not run a job that was
# stopped has the command ask first whether it still may.
#
# Source: JobSupervisor.run in ray/dashboard/modules/job/job_supervisor.py, which starts the command before it waits for the stop. Needs
# curl and Python 3.10 to 3.13; works in a temporary folder, on loopback. Prints the version and what was seen; fails where
# this is no longer so.
set -euo pipefail
folder=$(mktemp -d /tmp/ray-XXXXXX) # Ray's sockets want a short path
finish() {
  # A group of its own, so that all of Ray's processes end with it.
  if [ -n "${head:-}" ]; then kill -- "-$head" 2>/dev/null || true; wait "$head" 2>/dev/null || true; fi
  rm -rf "$folder"
}
head=
trap finish EXIT

"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ray[default]==2.60.0'
export HOME="$folder" RAY_AUTH_MODE=disabled
read -r gcs dashboard agent < <("$folder/venv/bin/python" -c '
import socket
sockets = [socket.socket() for _ in range(3)]
for one in sockets:
    one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in sockets])')
set -m
"$folder/venv/bin/ray" start --head --block --node-ip-address 127.0.0.1 --port "$gcs" --dashboard-host 127.0.0.1 \
  --dashboard-port "$dashboard" --dashboard-agent-listen-port "$agent" --num-cpus 1 --temp-dir "$folder/t" --disable-usage-stats \
  >"$folder/log" 2>&1 &
head=$!
set +m
base=http://127.0.0.1:$dashboard
for _ in $(seq 600); do
  if curl -sf "$base/api/version" >"$folder/version"; then break; fi
  kill -0 "$head" 2>/dev/null || { cat "$folder/log"; exit 1; }
  sleep 0.5
done
"$folder/venv/bin/python" - "$base" "$folder" <<'PYTHON'
import json
import os
import sys
import time
import urllib.error
import urllib.request

base, folder = sys.argv[1:]


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def status(job):
    return call("GET", f"/api/jobs/{job}")["status"]


def until(done):
    for attempt in range(1200):
        if done():
            return
        time.sleep(0.25)
    sys.exit("waited for too long")


def submit(job, entrypoint):
    call("POST", "/api/jobs/", {"submission_id": job, "entrypoint": entrypoint, "entrypoint_num_cpus": 1})


print("ray", call("GET", "/api/version")["ray_version"], "Python", sys.version.split()[0])


def answers():
    try:
        call("POST", "/api/jobs/", {"submission_id": "try", "entrypoint": "true"})
    except urllib.error.HTTPError:  # a head that has just begun has nothing yet to run jobs on
        return False
    return True


until(answers)
go, mark = os.path.join(folder, "go"), os.path.join(folder, "mark")
submit("first", f"until test -e {go}; do sleep 0.2; done")
until(lambda: status("first") == "RUNNING")
submit("second", f"touch {mark}")
until(lambda: status("second") == "PENDING")
stopped = call("POST", "/api/jobs/second/stop")
time.sleep(5)
print("the one that waits is stopped:", stopped, "and five seconds later it is", status("second"))
still = status("second")
open(go, "w").close()
until(lambda: status("second") not in ("PENDING", "RUNNING"))
print("with the CPU free, its command", "has run" if os.path.exists(mark) else "has not run")
if (stopped, still, os.path.exists(mark)) != ({"stopped": True}, "PENDING", True):
    sys.exit("This is no longer so.")
PYTHON
