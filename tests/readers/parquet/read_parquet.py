"""Reads a Parquet file with pandas, polars, DuckDB and pyarrow, each as it does unless told otherwise.

    python read_parquet.py      for each line of its input, the path of a file, prints
                                {reader: {column: {"type": ..., "values": [...]}}} as a line

What JSON has no number for is printed as its word, a missing value as null, a time as its seconds since 1970, an integer
beyond 2^53 as its digits.
"""

import datetime
import json
import math
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet


def plain(value):
    if value is None or value is pandas.NaT or isinstance(value, (str, bool)):
        return None if value is pandas.NaT else value
    if isinstance(value, float):
        if math.isfinite(value):
            return "-0" if value == 0 and math.copysign(1, value) < 0 else value
        return repr(value)
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else str(value)
    if isinstance(value, datetime.datetime):
        # polars and DuckDB leave the zone out: it is UTC.
        return (value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)).timestamp()
    return str(value)


def column(kind, values):
    return {"type": str(kind), "values": [plain(value) for value in values]}


def read(file):
    with_pandas = pandas.read_parquet(file)
    with_polars = polars.read_parquet(file)
    with_duckdb = duckdb.read_parquet(file)
    with_pyarrow = pyarrow.parquet.read_table(file)
    rows = with_duckdb.fetchall()
    return {
        "pandas": {name: column(with_pandas[name].dtype, with_pandas[name].tolist()) for name in with_pandas.columns},
        "polars": {name: column(with_polars[name].dtype, with_polars[name].to_list()) for name in with_polars.columns},
        "duckdb": {
            name: column(kind, [row[index] for row in rows])
            for index, (name, kind) in enumerate(zip(with_duckdb.columns, with_duckdb.types))
        },
        "pyarrow": {
            name: column(with_pyarrow[name].type, with_pyarrow[name].to_pylist()) for name in with_pyarrow.column_names
        },
    }


for line in sys.stdin:
    print(json.dumps(read(line.rstrip("\n"))), flush=True)
