"""Builds configurations with the real Python classes and tells record.mjs their wire forms; submits some of them."""

import json
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

protocol = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.stdout = sys.stderr
sys.dont_write_bytecode = True
warnings.simplefilter("ignore")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance" / "python"))
recording = json.loads(os.environ["RECORDING"])

from azureml.core import RunConfiguration, ScriptRunConfig  # noqa: E402
from azureml.train import hyperdrive  # noqa: E402
from azureml.train.hyperdrive import _search  # noqa: E402
import worker  # noqa: E402

PARAMETER_EXPRESSIONS = {
    "choice of one value": "choice(7)",
    "choice of several values": "choice('relu', 'tanh', 3, 0.5, True, None)",
    "choice of a list": "choice([16, 32, 64])",
    "choice of a list of lists": "choice([[1, 2], [3]])",
    "choice of a tuple stays one value": "choice((1, 2))",
    "choice of a range": "choice(range(1, 4))",
    "choice of a range with a step": "choice(range(10, 0, -4))",
    "choice of a dict": "choice({'units': 4})",
    "choice of floats that are whole": "choice(1.0, 2.0)",
    "choice of a big integer": "choice(9007199254740993)",
    "choice of nothing": "choice()",
    "choice of an empty list": "choice([])",
    "choice of an empty range": "choice(range(0))",
    "choice of a list and more": "choice([1, 2], 3)",
    "choice of a range after a value": "choice(1, range(3))",
    "choice of repeated values": "choice(1, 1)",
    "randint": "randint(10)",
    "randint of a bool": "randint(True)",
    "randint of 0": "randint(0)",
    "randint of a negative": "randint(-3)",
    "randint of a float": "randint(3.0)",
    "uniform": "uniform(0.05, 0.1)",
    "uniform of integers": "uniform(1, 5)",
    "uniform of whole floats": "uniform(1.0, 5.0)",
    "uniform of small numbers": "uniform(1e-07, 0.0001)",
    "uniform from infinity": "uniform(float('-inf'), 1)",
    "uniform with NaN": "uniform(float('nan'), 1)",
    "uniform, equal bounds": "uniform(1, 1)",
    "uniform, bounds the wrong way": "uniform(2, 1)",
    "uniform of text": "uniform('0', 1)",
    "uniform of bools": "uniform(False, True)",
    "quniform": "quniform(1, 100, 10)",
    "quniform of floats": "quniform(0.5, 2.5, 0.5)",
    "quniform, equal bounds": "quniform(1, 1, 1)",
    "quniform, q of 0": "quniform(1, 5, 0)",
    "quniform, negative q": "quniform(1, 5, -1)",
    "quniform, q of text": "quniform(1, 5, 'a')",
    "loguniform": "loguniform(-6, -1)",
    "loguniform, equal bounds": "loguniform(0, 0)",
    "qloguniform": "qloguniform(0, 5, 2)",
    "qloguniform, bounds the wrong way": "qloguniform(5, 0, 2)",
    "normal": "normal(10, 3)",
    "normal, sigma of 0": "normal(10, 0)",
    "normal, negative sigma": "normal(10, -3)",
    "normal of text": "normal('10', 3)",
    "qnormal": "qnormal(10, 3, 0.5)",
    "qnormal, q of 0": "qnormal(10, 3, 0)",
    "lognormal": "lognormal(0.5, 0.25)",
    "lognormal, negative sigma": "lognormal(0.5, -0.25)",
    "qlognormal": "qlognormal(0.5, 0.25, 1)",
    "qlognormal, q of text": "qlognormal(0.5, 0.25, '1')",
}

SAMPLINGS = {
    "random": "RandomParameterSampling({'--learning_rate': loguniform(-6, -1), 'depth': choice(2, 4, 8)})",
    "random with seed and rule": "RandomParameterSampling({'x': uniform(0, 1)}, properties={'seed': 7, 'rule': 'sobol'})",
    "random with empty properties": "RandomParameterSampling({'x': uniform(0, 1)}, properties={})",
    "random with unknown properties": "RandomParameterSampling({'x': uniform(0, 1)}, properties={'anything': [1]})",
    "random over nothing": "RandomParameterSampling({})",
    "random over a plain value": "RandomParameterSampling({'x': 5})",
    "random over an unknown expression": "RandomParameterSampling({'x': ['zipf', [1]]})",
    "grid": "GridParameterSampling({'depth': choice(2, 4), 'units': choice(range(3))})",
    "grid over uniform": "GridParameterSampling({'x': uniform(0, 1)})",
    "grid over randint": "GridParameterSampling({'x': randint(3)})",
    "grid over lists": "GridParameterSampling({'x': choice([[1, 2], [3]])})",
    "grid over nothing": "GridParameterSampling({})",
    "bayesian": "BayesianParameterSampling({'a': uniform(0.05, 0.1), 'b': quniform(16, 128, 2), 'c': choice(1, 2)})",
    "bayesian over normal": "BayesianParameterSampling({'x': normal(0, 1)})",
    "bayesian over loguniform": "BayesianParameterSampling({'x': loguniform(-6, -1)})",
    "bayesian over quniform with few steps": "BayesianParameterSampling({'x': quniform(1, 2, 5)})",
    "bayesian over a choice of text": "BayesianParameterSampling({'x': choice('a', 'b')})",
    "bayesian over nothing": "BayesianParameterSampling({})",
}

POLICIES = {
    "bandit by factor": "BanditPolicy(slack_factor=0.1)",
    "bandit by amount": "BanditPolicy(evaluation_interval=2, slack_amount=0.2, delay_evaluation=5)",
    "bandit by amount of 0": "BanditPolicy(slack_amount=0)",
    "bandit by factor of 0": "BanditPolicy(slack_factor=0)",
    "bandit by factor of 0 and an amount": "BanditPolicy(slack_factor=0, slack_amount=0.2)",
    "bandit by a negative factor": "BanditPolicy(slack_factor=-0.1)",
    "bandit by both": "BanditPolicy(slack_factor=0.1, slack_amount=0.2)",
    "bandit by neither": "BanditPolicy(evaluation_interval=1)",
    "bandit, interval of 0": "BanditPolicy(evaluation_interval=0, slack_factor=0.1)",
    "bandit, interval of 1.5": "BanditPolicy(evaluation_interval=1.5, slack_factor=0.1)",
    "bandit, interval of text": "BanditPolicy(evaluation_interval='1', slack_factor=0.1)",
    "bandit, negative delay": "BanditPolicy(slack_factor=0.1, delay_evaluation=-1)",
    "bandit, delay of 2.0": "BanditPolicy(slack_factor=0.1, delay_evaluation=2.0)",
    "median stopping": "MedianStoppingPolicy()",
    "median stopping with both": "MedianStoppingPolicy(evaluation_interval=3, delay_evaluation=5)",
    "median stopping, interval of text": "MedianStoppingPolicy(evaluation_interval='3')",
    "median stopping, delay of None": "MedianStoppingPolicy(delay_evaluation=None)",
    "truncation selection": "TruncationSelectionPolicy(truncation_percentage=20)",
    "truncation selection with all": "TruncationSelectionPolicy(20, evaluation_interval=2, delay_evaluation=5)",
    "truncation selection of 1": "TruncationSelectionPolicy(1)",
    "truncation selection of 99": "TruncationSelectionPolicy(99)",
    "truncation selection of 0": "TruncationSelectionPolicy(0)",
    "truncation selection of 100": "TruncationSelectionPolicy(100)",
    "truncation selection of 20.5": "TruncationSelectionPolicy(20.5)",
    "truncation selection, delay of text": "TruncationSelectionPolicy(20, delay_evaluation='5')",
    "no termination": "NoTerminationPolicy()",
}

CONFIGS = {
    "the least": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, run_config=script())",
    "everything": "HyperDriveConfig(BayesianParameterSampling({'depth': quniform(1, 9, 2), 'act': choice('relu', 'tanh')}), "
    "'val loss', PrimaryMetricGoal.MINIMIZE, max_total_runs=40, max_concurrent_runs=4, max_duration_minutes=120, "
    "policy=MedianStoppingPolicy(evaluation_interval=2, delay_evaluation=5), run_config=script('--epochs', 3))",
    "grid with bandit": "HyperDriveConfig(GridParameterSampling({'depth': choice(2, 4)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=2, policy=BanditPolicy(slack_amount=0.2), run_config=script())",
    "truncation selection": "HyperDriveConfig(RandomParameterSampling({'x': normal(0, 1)}, properties={'seed': 1}), "
    "'accuracy', PrimaryMetricGoal.MAXIMIZE, max_total_runs=8, policy=TruncationSelectionPolicy(25), run_config=script())",
    "longer than a week": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, max_duration_minutes=20000, run_config=script())",
    "no run at all": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=0, run_config=script())",
    "more runs than the service takes": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=100000, run_config=script())",
    "more at once than in all": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=2, max_concurrent_runs=9, run_config=script())",
    "runs as text": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs='4', run_config=script())",
    "no name of a metric": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), '', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, run_config=script())",
    "goal as text": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "'maximize', max_total_runs=4, run_config=script())",
    "no script": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4)",
    "no sampling": "HyperDriveConfig(None, 'accuracy', PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, run_config=script())",
    "resumed from a finished sweep": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, resume_from=sweep('main'), run_config=script())",
    "resumed from a sweep of another metric": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'f1', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, resume_from=sweep('main'), run_config=script())",
    "resumed from the same sweep twice": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, resume_from=[sweep('main'), sweep('main')], run_config=script())",
    "resumed from six sweeps": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=4, resume_from=[sweep('main')] * 6, run_config=script())",
    "resumed from a running sweep": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'loss', "
    "PrimaryMetricGoal.MINIMIZE, max_total_runs=4, resume_from=sweep('odd'), run_config=script())",
    "resumed, 1000 runs and more": "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', "
    "PrimaryMetricGoal.MAXIMIZE, max_total_runs=995, resume_from=sweep('main'), run_config=script())",
}

SUBMITTED = ["the least", "everything", "resumed from a finished sweep"]
SUBMITTED_WITH_AN_ID = (
    "HyperDriveConfig(RandomParameterSampling({'x': uniform(0, 1)}), 'accuracy', PrimaryMetricGoal.MAXIMIZE, "
    "max_total_runs=4, run_config=script(), custom_run_id='my-sweep')"
)


class Service(worker.TokenOnly):
    """Asks this server for compute targets too, which are otherwise looked up in the cloud's resource manager."""

    def _get_arm_end_point(self):
        return recording["address"] + "/"


def main():
    worker.switch_retries_off()
    connection = worker.Connection(recording)
    connection.authentication = Service(recording["token"])
    connection.activate()
    workspace = connection.workspace(recording["subscription"], recording["group"], recording["workspace"])
    experiment = connection.experiment(workspace, recording["experiment"], recording["experimentId"])
    source = tempfile.mkdtemp(prefix="hyperdrive-source-")
    Path(source, "train.py").write_text("print('tulips')\n")

    def script(*arguments):
        run_configuration = RunConfiguration()
        run_configuration.target = "shed"
        return ScriptRunConfig(source_directory=source, script="train.py", arguments=list(arguments), run_config=run_configuration)

    def sweep(name):
        return hyperdrive.HyperDriveRun(experiment, recording["ids"][name])

    names = {name: getattr(hyperdrive, name) for name in hyperdrive.__all__}
    names.update(script=script, sweep=sweep)

    def recorded(kind, cases, to_wire):
        return [{"name": "%s: %s" % (kind, name), "python": text, **outcome(text, to_wire)} for name, text in cases.items()]

    def outcome(text, to_wire):
        try:
            # As it goes over the wire, and not as Python holds it: tuples become lists, NaN a bare token.
            return {"wire": json.loads(json.dumps(worker.encodable(to_wire(eval(text, dict(names))))))}
        except Exception as error:
            # The kind only: the wording belongs to the library, and stays there.
            return {"refused": type(error).__name__}

    def without_platform(config):
        # Hydrated from the cloud: no source folder, so no upload. What it runs on stands in the recorded submits.
        config._is_cloud_hydrate = True
        dto = _search._create_experiment_dto(config, workspace, experiment.name).serialize()
        return {name: value for name, value in dto.items() if name != "platform_config"}

    say_step("building configurations")
    configs = [
        *recorded("expression", PARAMETER_EXPRESSIONS, lambda expression: expression),
        *recorded("sampling", SAMPLINGS, lambda sampling: sampling.to_json()),
        *recorded("policy", POLICIES, lambda policy: policy.to_json()),
        *recorded("config", CONFIGS, without_platform),
    ]
    for name in SUBMITTED:
        say_step("submit: " + name)
        experiment.submit(eval(CONFIGS[name], dict(names)))
    say_step("submit: with an id of its own")
    experiment.submit(eval(SUBMITTED_WITH_AN_ID, dict(names)), tags={"season": "spring"})
    for config in configs:
        protocol.write(json.dumps(config, allow_nan=False) + "\n")
    protocol.flush()
    shutil.rmtree(source, ignore_errors=True)
    shutil.rmtree(worker._home, ignore_errors=True)


def say_step(name):
    protocol.write("STEP " + name + "\n")
    protocol.flush()
    sys.stdin.readline()


try:
    main()
except BaseException:
    import traceback

    traceback.print_exc()
    os._exit(1)
os._exit(0)
