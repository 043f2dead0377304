"""Optuna's samplers, driven over standard input and output: one JSON object a line, each answered by one line.

create {sampler: tpe | gp, seed, space}   a new study that minimizes; space as on the wire of Azure ML
add    {point, value}                     a trial that has ended
ask                                       answers {point, seconds}: the next point, and the processor time that it took
tell   {value}                            ends the trial that was asked for
"""

import json
import sys
import time
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore")

samplers = {"tpe": optuna.samplers.TPESampler, "gp": optuna.samplers.GPSampler}


def distribution(expression):
    kind, arguments = expression
    if kind == "choice":
        return CategoricalDistribution(arguments[0])
    if kind == "uniform":
        return FloatDistribution(*arguments)
    if kind == "quniform":
        low, high, step = arguments
        return IntDistribution(low, high, step=step)
    raise ValueError(f"no distribution for {kind}")


class Worker:
    def create(self, sampler, seed, space):
        self.space = {name: distribution(expression) for name, expression in space.items()}
        self.study = optuna.create_study(sampler=samplers[sampler](seed=seed), direction="minimize")

    def add(self, point, value):
        self.study.add_trial(
            optuna.trial.create_trial(params=point, distributions=self.space, value=value)
        )

    def ask(self):
        started = time.process_time()
        self.trial = self.study.ask(self.space)
        return {"point": self.trial.params, "seconds": time.process_time() - started}

    def tell(self, value):
        self.study.tell(self.trial, value)


worker = Worker()
answers = sys.stdout
sys.stdout = sys.stderr
for line in sys.stdin:
    request = json.loads(line)
    answer = getattr(worker, request.pop("op"))(**request)
    print(json.dumps(answer or {}), file=answers, flush=True)
