# Runs client_calls.py statement by statement with the real client, and prints what each call answers as one JSON document:
# a list of [statement, answer]. Ids, times and names that a server makes up are replaced by words.
#
#   record_calls.py TRACKING_URI

import ast
import enum
import json
import logging
import math
import pathlib
import re
import sys
import tempfile
import time
import warnings

warnings.filterwarnings("ignore")

import mlflow
import numpy
import pandas
from mlflow.entities import LoggedModel
from mlflow.entities._mlflow_object import _MlflowObject
from mlflow.exceptions import MlflowException
from mlflow.store.entities import PagedList

logging.getLogger("mlflow").setLevel(logging.ERROR)

MADE_UP_ID = re.compile(r"\b(?:m-)?[0-9a-f]{32}\b")
MADE_UP_NAME = re.compile(r"^[a-z]+-[a-z]+-\d+$")
# The local service has a run's properties and its root as tags, too.
OWN_TAG = re.compile(r"^(?:tags\.)?(?:hyperdrive\.property\.|mlflow\.rootRunId$)")
HOUR_MS = 3_600_000

ids: dict[str, str] = {}


def text(value: str) -> str:
    def name(match: re.Match) -> str:
        return ids.setdefault(match.group(), f"<id {len(ids) + 1}>")

    for experiment_id, word in experiments.items():
        value = re.sub(rf"^mlflow-artifacts:/{experiment_id}(?=/|$)", f"mlflow-artifacts:/{word}", value)
    return "<name>" if MADE_UP_NAME.match(value) else MADE_UP_ID.sub(name, value.replace(here, "HERE"))


def number(value: float) -> object:
    if not math.isfinite(value) or abs(value) == sys.float_info.max:
        # The real server's database has no infinity: one that was logged comes back as the largest number.
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return "<time>" if abs(value - time.time() * 1000) < HOUR_MS else value


def field(name: str, value: object) -> object:
    if name == "experiment_id":
        return experiments.get(str(value), value)
    return plain(value)


def plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, enum.Enum):
        return str(value)
    if isinstance(value, numpy.generic):
        return plain(value.item())
    if isinstance(value, pandas.Timestamp):
        return plain(value.timestamp() * 1000)
    if value is pandas.NaT:
        return None
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, pandas.DataFrame):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, PagedList):
        return {"items": plain(list(value)), "has_token": bool(value.token)}
    if isinstance(value, _MlflowObject):
        return plain(dict(value))
    if isinstance(value, dict):
        kept = sorted((str(k), v) for k, v in value.items() if not OWN_TAG.match(str(k)))
        return {text(k): field(k, v) for k, v in kept}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if isinstance(value, LoggedModel):
        return plain(value.to_dictionary())
    return type(value).__name__


def answer(statement: ast.stmt) -> object:
    """Runs a statement, and answers what it is worth."""
    if not isinstance(statement, (ast.Expr, ast.Assign)):
        exec(compile(ast.Module([statement], []), "client_calls.py", "exec"), scope)
        return None
    try:
        value = eval(compile(ast.Expression(statement.value), "client_calls.py", "eval"), scope)
    except MlflowException as error:
        return {"error": error.error_code}
    except Exception as error:
        return {"error": type(error).__name__}
    if isinstance(statement, ast.Assign):
        scope[statement.targets[0].id] = value
    if "create_experiment(" in ast.unparse(statement):
        experiments[value] = f"<experiment {len(experiments) + 1}>"
        return experiments[value]
    return plain(value)


mlflow.set_tracking_uri(sys.argv[1])
experiments: dict[str, str] = {}
here = f"calls-{time.time_ns()}"
folder = tempfile.TemporaryDirectory()
for name in ("one.txt", "deep/two.txt"):
    file = pathlib.Path(folder.name, name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(name)
scope: dict[str, object] = {"mlflow": mlflow, "client": mlflow.MlflowClient(), "__file__": __file__, "HERE": here, "HERE_FOLDER": folder.name}
source = (pathlib.Path(__file__).parent / "client_calls.py").read_text(encoding="utf-8")
recorded = []
for statement in ast.parse(source).body:
    got = answer(statement)
    if isinstance(statement, (ast.Expr, ast.Assign)) and "(" in (code := ast.get_source_segment(source, statement) or ""):
        recorded.append([re.sub(r"\s+", " ", code), got])
print(json.dumps(recorded))
