"""A warm process around the real azureml.train.hyperdrive.HyperDriveRun.

It reads one JSON object a line from stdin, and answers each with one line on stdout:

    {"id": 1, "op": "open", "args": {"address": "http://127.0.0.1:8080", ...}}
    {"id": 1, "ok": true, "value": "1", "warnings": []}
    {"id": 2, "ok": false, "error": {"type": "ServiceException", "message": "..."}, "warnings": []}

NaN and the infinities are written {"$number": "NaN"}, {"$number": "Infinity"}, {"$number": "-Infinity"}; everything
that the libraries print goes to stderr. Warnings that Python raised during an operation come with its answer.

Operations. `open` takes {address, subscription, group, workspace, workspaceId, experiment, experimentId, token, runId}
and optionally {discoveryUrl (default: address + "/discovery"), location}, and answers a handle; all the others but
`quit` and `make_config` take {handle}:
    status, hyperparameters, metrics, config, cancel, fail, get_diagnostics, details, close
    children         {recursive, type, status, tags, properties}      -> [{run_id, status}]
    children_sorted  {top, reverse, discard_no_metric}                -> as Python gives it
    best_run         {include_failed, include_canceled, include_resume_from_runs} -> run id or null
    wait             -> the status at which Python's wait_for_completion comes back
    log              {name, value}: logs a value of the run itself
`make_config` takes a description of a configuration, see config_ops.py, and answers its wire form or the refusal.
Retries are switched off, so that an error comes back as soon as the server has answered it.
"""

import atexit
import itertools
import json
import math
import os
import shutil
import sys
import tempfile
import traceback
import warnings

# The protocol keeps the real stdout for itself; file descriptor 1 becomes stderr, for C code and child processes too.
_protocol = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
os.dup2(2, 1)
sys.stdout = sys.stderr

# The libraries cache service discovery under the home folder; each worker gets a home that nobody else writes to.
_home = tempfile.mkdtemp(prefix="hyperdrive-python-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["HOME"] = os.environ["USERPROFILE"] = _home
for _name in [name for name in os.environ if name.startswith("AZUREML_") or name.lower().endswith("_proxy")]:
    del os.environ[_name]
os.environ["NO_PROXY"] = "*"  # the servers under test are on loopback

from azureml.core import Experiment, Workspace  # noqa: E402
from azureml.core.authentication import AbstractAuthentication  # noqa: E402
from azureml.train.hyperdrive import HyperDriveRun  # noqa: E402
from azureml.train.hyperdrive import run as hyperdrive_run_module  # noqa: E402
from azureml._restclient import clientbase  # noqa: E402
from azureml._restclient.service_context import ServiceContext  # noqa: E402
from msrest.universal_http import ClientConnection  # noqa: E402
from msrest.universal_http.requests import ClientRetryPolicy  # noqa: E402
from urllib3 import Retry  # noqa: E402
import config_ops  # noqa: E402

SERVICES = (
    "API ARTIFACTS ASSETS CREDENTIAL ENVIRONMENT EXECUTION EXPERIMENTATION HYPERDRIVE JASMINE METRICS MLFLOW "
    "MODELMANAGEMENT PIPELINES PROJECT_CONTENT RL_SERVICE RUN_HISTORY STUDIO"
).split()

DEFAULT_TIMEOUT_SECONDS = 30

# Warnings about how the libraries are written: no answer to a caller.
FOR_AUTHORS = (DeprecationWarning, PendingDeprecationWarning, SyntaxWarning, ResourceWarning)


class TokenOnly(AbstractAuthentication):
    """Gives one token to whoever asks; knows no subscription and no tenant."""

    def __init__(self, token):
        super().__init__(cloud="AzureCloud")
        self._token = token

    def get_authentication_header(self):
        return {"Authorization": "Bearer " + self._token}

    def _get_arm_token(self):
        return self._token

    def _get_azureml_client_token(self):
        return self._token

    def _get_graph_token(self):
        return self._token

    def _get_all_subscription_ids(self):
        return [], None

    def _get_workspace(self, subscription_id, resource_group, name):
        return None


class Connection:
    """One server, one token, one workspace at the start; resumed sweeps may name other workspaces of that server."""

    def __init__(self, args):
        self.address = args["address"].rstrip("/")
        self.discovery_url = args.get("discoveryUrl") or self.address + "/discovery"
        self.location = args.get("location") or "local"
        self.workspace_id = args["workspaceId"]
        self.authentication = TokenOnly(args["token"])

    def activate(self):
        """The libraries read addresses from the environment at every call, so it is set before every operation."""
        for service in SERVICES:
            os.environ["AZUREML_DEV_URL_" + service] = self.address
        os.environ["AZUREML_SERVICE_ENDPOINT"] = self.address
        hyperdrive_run_module.Workspace = self.workspace
        hyperdrive_run_module.Experiment = self.experiment

    def workspace(self, subscription_id, resource_group, workspace_name):
        context = ServiceContext(
            subscription_id, resource_group, workspace_name, self.workspace_id, self.discovery_url, self.authentication
        )
        return Workspace._from_service_context(context, self.location)

    def experiment(self, workspace, name, experiment_id=None):
        return Experiment(workspace, name, _id=experiment_id, _create_in_cloud=False)


def switch_retries_off():
    """An error is the answer that a test wants to see: no second try, no waiting."""
    clientbase.ClientBase.retries = property(lambda self: 0, lambda self, value: None)
    clientbase.DEFAULT_RETRIES = 0
    ClientRetryPolicy.__call__ = lambda self: Retry(
        total=0, connect=0, read=0, redirect=False, raise_on_status=False, respect_retry_after_header=False
    )


def limit_time_of_requests(seconds):
    made_by_msrest = ClientConnection.__init__

    def __init__(self):
        made_by_msrest(self)
        self.timeout = seconds

    ClientConnection.__init__ = __init__


class Worker:
    def __init__(self):
        self._opened = {}
        self._handles = itertools.count(1)
        self._operations = {
            name: getattr(self, "_" + name)
            for name in (
                "status hyperparameters metrics config cancel fail get_diagnostics details children "
                "children_sorted best_run wait log"
            ).split()
        }

    def answer(self, op, args):
        if op == "open":
            return self._open(args)
        if op == "make_config":
            return config_ops.make_config(args)
        if op != "close" and op not in self._operations:
            raise ValueError("unknown operation: %r" % (op,))
        handle = args.pop("handle")
        if handle not in self._opened:
            raise KeyError("no such handle: %r" % (handle,))
        connection, run = self._opened[handle]
        if op == "close":
            del self._opened[handle]
            return None
        connection.activate()
        return self._operations[op](run, **args)

    def _open(self, args):
        connection = Connection(args)
        connection.activate()
        workspace = connection.workspace(args["subscription"], args["group"], args["workspace"])
        experiment = connection.experiment(workspace, args["experiment"], args.get("experimentId"))
        run = HyperDriveRun(experiment, args["runId"])
        handle = str(next(self._handles))
        self._opened[handle] = (connection, run)
        return handle

    def _status(self, run):
        return run.get_status()

    def _hyperparameters(self, run):
        return run.get_hyperparameters()

    def _metrics(self, run):
        return run.get_metrics()

    def _config(self, run):
        config = run.hyperdrive_config
        return {
            "generator_config": config._generator_config,
            "policy_config": config._policy_config,
            "primary_metric_config": config._primary_metric_config,
            "platform": config._platform,
            "platform_config": config._platform_config,
            "max_total_runs": config._max_total_runs,
            "max_concurrent_runs": config._max_concurrent_runs,
            "max_duration_minutes": config._max_duration_minutes,
            "resume_from": config._resume_from,
            "resume_child_runs": config._resume_child_runs,
        }

    def _cancel(self, run):
        """Python answers the service's object, not a boolean: both are told."""
        answer = run.cancel()
        return {"truthy": bool(answer), "answer": answer.as_dict() if hasattr(answer, "as_dict") else answer}

    def _fail(self, run):
        return run.fail()

    def _get_diagnostics(self, run):
        return run.get_diagnostics()

    def _details(self, run):
        return run.get_details()

    def _children(self, run, **filters):
        return [{"run_id": child.id, "status": child.status} for child in run.get_children(**filters)]

    def _children_sorted(self, run, **options):
        return run.get_children_sorted_by_primary_metric(**options)

    def _best_run(self, run, **options):
        best = run.get_best_run_by_primary_metric(**options)
        return None if best is None else best.id

    def _wait(self, run):
        return run.wait_for_completion(show_output=False)["status"]

    def _log(self, run, name, value):
        run.log(name, value)
        run.flush()


def encodable(value):
    """JSON has no NaN and no infinities, and the libraries answer more than JSON knows."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            return {"$number": "NaN"}
        if math.isinf(value):
            return {"$number": "Infinity" if value > 0 else "-Infinity"}
        return value
    if isinstance(value, dict):
        return {str(key): encodable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [encodable(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def described(error):
    return {"type": type(error).__name__, "message": str(getattr(error, "message", None) or error)}


def send(message):
    _protocol.write(json.dumps(message, allow_nan=False) + "\n")
    _protocol.flush()


def main():
    switch_retries_off()
    limit_time_of_requests(DEFAULT_TIMEOUT_SECONDS)
    worker = Worker()
    for line in sys.stdin:
        if not line.strip():
            continue
        request_id = None
        with warnings.catch_warnings(record=True) as raised:
            warnings.simplefilter("always")
            try:
                request = json.loads(line)
                request_id = request.get("id")
                if request.get("op") == "quit":
                    send({"id": request_id, "ok": True, "value": None, "warnings": []})
                    break
                answer = {"ok": True, "value": encodable(worker.answer(request["op"], dict(request.get("args") or {})))}
            except Exception as error:  # whatever the libraries raise is an answer too
                traceback.print_exc()
                answer = {"ok": False, "error": described(error)}
            heard = [str(item.message) for item in raised if not issubclass(item.category, FOR_AUTHORS)]
        send({"id": request_id, **answer, "warnings": heard})
    # Threads of the libraries' pools must not keep the process alive.
    _protocol.close()
    shutil.rmtree(_home, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main()
