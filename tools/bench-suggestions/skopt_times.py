"""Prints the processor time in which scikit-optimize learns what trials reached and chooses a point, in milliseconds, as
JSON: one list a count of observations. Arguments: the dimensions, the rounds, then the counts."""

import json
import sys
import time
import warnings

import numpy
from skopt import Optimizer
from skopt.space import Real

warnings.simplefilter("ignore")


def milliseconds(dimensions, count, seed):
    optimizer = Optimizer([Real(0.0, 1.0)] * dimensions, base_estimator="GP", n_initial_points=10, random_state=seed)
    points = numpy.random.default_rng(500 + seed).random((count, dimensions))
    values = [float(((point - 0.3) ** 2).sum()) for point in points]
    started = time.process_time()
    optimizer.tell(points.tolist(), values)
    optimizer.ask()
    return 1000 * (time.process_time() - started)


dimensions, rounds, *counts = [int(argument) for argument in sys.argv[1:]]
print(json.dumps([[milliseconds(dimensions, count, seed) for seed in range(rounds)] for count in counts]))
