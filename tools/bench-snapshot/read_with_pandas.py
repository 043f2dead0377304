"""Reads a file of JSON lines with pandas some times over; prints the median seconds, wall and CPU, as JSON."""

import json
import statistics
import sys
import time

import pandas

path, rounds = sys.argv[1], int(sys.argv[2])
walls, cpus = [], []
for _ in range(rounds):
    wall, cpu = time.perf_counter(), time.process_time()
    frame = pandas.read_json(path, lines=True)
    walls.append(time.perf_counter() - wall)
    cpus.append(time.process_time() - cpu)
assert len(frame) > 0
print(json.dumps({"wall": statistics.median(walls) * 1000, "cpu": statistics.median(cpus) * 1000}))
