"""Builds configurations with the real Python classes from a description, and answers their wire form or the refusal.

A description is JSON:

    {"make": "expression", "name": "uniform", "args": [VALUE, ...]}
    {"make": "sampling", "name": "RandomParameterSampling", "space": {"$space": [[NAME, EXPRESSION or VALUE], ...]} or
        VALUE, "options": {NAME: VALUE, ...}}
    {"make": "policy", "name": "BanditPolicy", "options": {NAME: VALUE, ...}}
    {"make": "config", "options": {NAME: VALUE or description, ...}}

A VALUE is JSON's null, booleans, text, lists and numbers, and what JSON does not tell apart:

    {"$float": "5.0"}, {"$int": "9007199254740993"}, {"$range": [0, 10, 2]}, {"$dict": [[NAME, VALUE], ...]},
    {"$goal": "MAXIMIZE"}, {"$script": true} (a ScriptRunConfig),
    {"$sweep": {id, type, status, metric, goal, host, space, total}}, {"$child": {id, status, parent: $sweep's or null}}
    (runs of earlier sweeps, for resume_from and resume_child_runs; space is a $space's entries)

The answer is {"wire": JSON text} or {"refused": name of the error's class}.
"""

import copy
import json
import os
import tempfile
import warnings

from types import SimpleNamespace

from azureml.core import Run, RunConfiguration, ScriptRunConfig
from azureml.train import hyperdrive
from azureml.train.hyperdrive import _search

MADE = ("expression", "sampling", "policy", "config")
# What the service's client adds to every config, and what depends on the workspace.
NOT_OF_THE_CONFIG = ("name", "user", "platform", "platform_config", "debug_flag")

_script = None


class EarlierSweep:
    """What the constructor asks of a HyperDriveRun that is resumed, without a service behind it."""

    def __init__(self, told):
        self.id = told["id"]
        self._runtype = told["type"]
        self._status = told["status"]
        self.hyperdrive_config = SimpleNamespace(
            _primary_metric_config={"name": told["metric"], "goal": told["goal"]},
            _generator_config={"parameter_space": {name: value_of(item) for name, item in told["space"]}},
            _platform_config={
                "ServiceAddress": told["host"],
                "SubscriptionId": "s",
                "ResourceGroupName": "g",
                "WorkspaceName": "w",
                "ExperimentName": "e",
            },
            _max_total_runs=told["total"],
        )

    def get_status(self):
        return self._status


class EarlierChild(Run):
    """The same of a child run that is to be run again; the constructor wants a Run."""

    id = None
    parent = None
    experiment = SimpleNamespace(workspace=SimpleNamespace(_workspace_id="w"))

    def __init__(self, told):
        self.id = told["id"]
        self.parent = None if told["parent"] is None else EarlierSweep(told["parent"])
        self._told_status = told["status"]

    def get_status(self):
        return self._told_status

    def _get_blob_datastore_from_run(self):
        return None


def make_config(description):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"wire": json.dumps(wire_of(description))}
    except Exception as error:  # whatever a constructor raises is a refusal
        return {"refused": type(error).__name__}


def wire_of(description):
    made = built(description)
    if description["make"] == "expression":
        return made
    if description["make"] != "config":
        return made.to_json()
    # As if it were hydrated from the cloud: no source folder, so no upload, and no workspace to ask.
    made._is_cloud_hydrate = True
    made._get_platform_config = lambda *args, **kwargs: {"Definition": {}}
    body = _search._create_experiment_dto(made, None, "tulips").serialize()
    return {name: value for name, value in body.items() if name not in NOT_OF_THE_CONFIG}


def built(description):
    kind = description["make"]
    if kind == "expression":
        return getattr(hyperdrive, description["name"])(*[value_of(item) for item in description["args"]])
    options = {name: value_of(item) for name, item in description["options"].items()}
    if kind == "sampling":
        return getattr(hyperdrive, description["name"])(value_of(description["space"]), **options)
    if kind == "policy":
        return getattr(hyperdrive, description["name"])(**options)
    return hyperdrive.HyperDriveConfig(**options)


def value_of(described):
    if isinstance(described, list):
        return [value_of(item) for item in described]
    if not isinstance(described, dict):
        return described
    if described.get("make") in MADE:
        return built(described)
    ((kind, content),) = described.items()
    if kind == "$float":
        return float(content)
    if kind == "$int":
        return int(content)
    if kind == "$range":
        return range(*content)
    if kind in ("$dict", "$space"):
        return {name: value_of(item) for name, item in content}
    if kind == "$goal":
        return hyperdrive.PrimaryMetricGoal[content]
    if kind == "$script":
        return script()
    if kind == "$sweep":
        return EarlierSweep(content)
    if kind == "$child":
        return EarlierChild(content)
    raise KeyError(kind)


def script():
    """Made once: it looks into its folder."""
    global _script
    if _script is None:
        folder = tempfile.mkdtemp(prefix="source-", dir=os.environ["HOME"])
        with open(os.path.join(folder, "train.py"), "w") as file:
            file.write("print('tulips')\n")
        _script = ScriptRunConfig(source_directory=folder, script="train.py", run_config=RunConfiguration())
    return copy.copy(_script)
