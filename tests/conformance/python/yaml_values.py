"""Reads plain YAML scalars as PyYAML does: a JSON list of texts on stdin, a JSON object on stdout.

Each text becomes {"kind": ..., "text": ...}: what Python calls the type of its value, and the value as `str` writes it;
{"kind": "fault"} where PyYAML raises.
"""
import json
import sys

import yaml


def read(text):
    try:
        [value] = yaml.safe_load("- " + text)
    except (yaml.YAMLError, ValueError, OverflowError):
        return {"kind": "fault"}
    return {"kind": type(value).__name__, "text": str(value)}


json.dump({"version": yaml.__version__, "values": [read(text) for text in json.load(sys.stdin)]}, sys.stdout)
