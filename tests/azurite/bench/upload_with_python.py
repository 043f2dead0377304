"""Uploads folders with azure-ai-ml, as a submit of it does: one line of JSON in for each, one out with the seconds that it took."""

import json
import logging
import sys
import time

from azure.ai.ml._artifacts._blob_storage_helper import BlobStorageClient
from azure.ai.ml._utils._asset_utils import get_content_hash, get_ignore_file

logging.disable(logging.CRITICAL)
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    began = time.perf_counter()
    ignore_file = get_ignore_file(order["folder"])
    content_hash = get_content_hash(order["folder"], ignore_file)
    client = BlobStorageClient(credential=None, account_url=order["container"])
    client.upload(order["folder"], "bench", "1", ignore_file=ignore_file, asset_hash=content_hash, show_progress=False)
    print(json.dumps({"seconds": time.perf_counter() - began, "hash": content_hash}), flush=True)
