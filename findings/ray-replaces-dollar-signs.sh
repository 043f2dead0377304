#!/usr/bin/env bash
# Ray 2.60.0: `$NAME` in the value of an environment variable of a job is replaced by the node's
#
# `runtime_env.env_vars` is described as a dictionary of variables to set. Its values are not set as they are: `$NAME` and `${NAME}`
# in them are replaced by the variables of the node's Ray, as a shell would, but without a way to write a dollar sign: `$$HOME`
# loses its second half just so, and no backslash helps. A `$NAME` that the node does not have stays as it is, so that what
# worked on one cluster is another text on the next. Passwords and templates are better passed in a file.
#
# Source: `expandvars` in ray/_private/utils.py; its documentation shows `${PATH}` only as a way to prepend to a path. Needs curl and
# Python 3.10 to 3.13; works in a temporary folder, on loopback. Prints the version and what arrived; fails where this is no
# longer so.
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
import urllib.request

base, folder = sys.argv[1:]
sent = {
    "PLAIN": "as it is",
    "KNOWN": "costs $HOME",
    "BRACES": "costs ${HOME}",
    "DOUBLED": "costs $$HOME",
    "ESCAPED": "costs \\$HOME",
    "UNKNOWN": "costs $NO_SUCH_NAME",
}


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


print("ray", call("GET", "/api/version")["ray_version"], "Python", sys.version.split()[0])
arrived = os.path.join(folder, "arrived")
call("POST", "/api/jobs/", {"submission_id": "one", "entrypoint": f"env >{arrived}", "runtime_env": {"env_vars": sent}})
for attempt in range(1200):
    if call("GET", "/api/jobs/one")["status"] not in ("PENDING", "RUNNING"):
        break
    time.sleep(0.25)
seen = dict(line.split("=", 1) for line in open(arrived).read().splitlines() if "=" in line)
for name, value in sent.items():
    print(f"{name}: sent {value!r}, arrived {seen.get(name)!r}".replace(folder, "/home/ada"))
assert seen["PLAIN"] == sent["PLAIN"] and seen["UNKNOWN"] == sent["UNKNOWN"]
assert seen["KNOWN"] == seen["BRACES"] == f"costs {folder}"
assert seen["DOUBLED"] != "costs $HOME" and seen["ESCAPED"] != "costs $HOME"
PYTHON
