"""Reads a table of CSV with pandas, polars and DuckDB, each as it does unless told otherwise.

    python read_table.py      for each line of its input, the path of a file, prints
                              {reader: {column: {"type": ..., "values": [...]}}} as a line

What JSON has no number for is printed as its word, a missing value as null.
"""

import json
import math
import sys

import duckdb
import pandas
import polars


def plain(value):
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    return value if isinstance(value, int) else str(value)


def column(kind, values):
    return {"type": str(kind), "values": [plain(value) for value in values]}


def read(file):
    with_pandas = pandas.read_csv(file)
    with_polars = polars.read_csv(file)
    with_duckdb = duckdb.read_csv(file)
    rows = with_duckdb.fetchall()
    return {
        "pandas": {name: column(with_pandas[name].dtype, with_pandas[name].tolist()) for name in with_pandas.columns},
        "polars": {name: column(with_polars[name].dtype, with_polars[name].to_list()) for name in with_polars.columns},
        "duckdb": {
            name: column(kind, [row[index] for row in rows])
            for index, (name, kind) in enumerate(zip(with_duckdb.columns, with_duckdb.types))
        },
    }


for line in sys.stdin:
    print(json.dumps(read(line.rstrip("\n")), default=str), flush=True)
