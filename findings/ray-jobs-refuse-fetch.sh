#!/usr/bin/env bash
# Ray 2.60.0: its Jobs API answers 405 to every POST that Node's fetch sends
#
# The dashboard of a head refuses POST, PUT and DELETE of browsers: whatever has an `Origin`, a `Referer`, a `Sec-Fetch-…` header or a
# User-Agent that begins with `Mozilla`. Node's own fetch sends `Sec-Fetch-Mode: cors` with each request, as its standard asks, and
# a program cannot take it out. So a job that curl or `node:http` submits is refused from fetch, and from all that is
# built on it, with a message about browser traffic. GET works with both.
#
# Source: the head's middleware in ray/dashboard/http_server_head.py and optional_utils.py; the header in undici's fetch. Needs Node 20
# or later, curl, and Python 3.10 to 3.13; works in a temporary folder, on loopback. Prints versions and answers; fails where
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
"$folder/venv/bin/python" -c 'import json, sys; print("ray", json.load(open(sys.argv[1]))["ray_version"])' "$folder/version"
cat >"$folder/check.mjs" <<'SCRIPT'
import assert from 'node:assert/strict';
import { request } from 'node:http';

const address = `${process.argv[2]}/api/jobs/`;
const headers = { 'content-type': 'application/json' };

const byFetch = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ entrypoint: 'true' }) });
const refusal = await byFetch.text();
const byHttp = await new Promise((resolve, reject) => {
  const sent = request(address, { method: 'POST', headers }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  sent.on('error', reject).end(JSON.stringify({ entrypoint: 'true' }));
});
const read = await fetch(address);
console.log('node', process.version);
console.log('POST by fetch:    ', byFetch.status, refusal.trim());
console.log('POST by node:http:', byHttp);
console.log('GET by fetch:     ', read.status);
assert.deepEqual([byFetch.status, byHttp, read.status], [405, 200, 200]);
assert.match(refusal, /browser/);
SCRIPT
node "$folder/check.mjs" "$base"
