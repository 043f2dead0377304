"""Submits sweep files with the real azure-ai-ml, one a line of stdin: {"file", "folder"}. Answers a line of JSON each.

The environment names the stand-in: AZUREML_DEV_URL_MFE (TLS), REQUESTS_CA_BUNDLE, and BLOB_ADDRESS for datastores.
"""

import json
import logging
import os
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import azure.ai.ml._artifacts._artifact_utilities as artifact_utilities  # noqa: E402
import azure.ai.ml._utils._storage_utils as storage_utils  # noqa: E402
from azure.ai.ml import MLClient, load_job  # noqa: E402
from azure.core.credentials import AccessToken  # noqa: E402

for module in (artifact_utilities, storage_utils):
    for kind in list(module.STORAGE_ACCOUNT_URLS):
        module.STORAGE_ACCOUNT_URLS[kind] = os.environ["BLOB_ADDRESS"]


def token_for(audience):
    """An unsigned token, of which only the audience and the tenant are looked at."""
    import base64

    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()  # noqa: E731
    return f'{part({"alg": "none"})}.{part({"aud": audience, "tid": "tenant", "exp": 4102444800})}.'


class Credential:
    def get_token(self, *scopes, **_):
        return AccessToken(token_for(scopes[0].removesuffix("/.default")), 4102444800)


client = MLClient(Credential(), "sub", "group", "work", enable_telemetry=False)
answers.write("ready\n")
answers.flush()

for line in sys.stdin:
    task = json.loads(line)
    os.chdir(task["folder"])
    try:
        client.jobs.create_or_update(load_job(task["file"]))
        answer = {"verdict": "sent"}
    except BaseException as error:  # noqa: BLE001
        answer = {"verdict": "refused", "error": f"{type(error).__name__}: {error}"[:2000]}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
