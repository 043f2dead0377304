#!/usr/bin/env bash
# Optuna 5.0.0 shows the trials of a storage that 4.9.0 wrote at other times of day
#
# Both versions keep `datetime_start` and `datetime_complete` without a zone, in the same columns of the same schema
# (`alembic_version` v3.2.0.a). 4.9.0 writes the local time of the machine and reads it so; 5.0.0 writes UTC and takes whatever it
# finds for UTC. A study that was tuned with 4.9.0 in Tokyo is nine hours late in 5.0.0. The file does not say which of
# the two wrote a row: `version_info.library_version` is the version that made the file, and stays 4.9.0 when 5.0.0 adds trials, so
# that one study holds both kinds. Durations within a trial are right in both.
#
# Source: `datetime` columns in optuna/storages/_rdb/models.py, and the conversion in optuna/storages/_rdb/storage.py of the two versions.
# Needs Python 3.10 to 3.13; works in a temporary folder, on no network once installed. Prints the versions and the shift; fails
# where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for version in 4.9.0 5.0.0; do
  "${PYTHON:-python3}" -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "optuna==$version" sqlalchemy==2.1.9 alembic==1.20.1
done

cat >"$folder/step.py" <<'PYTHON'
import sqlite3
import sys
from datetime import datetime, timezone

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
path = sys.argv[1]
study = optuna.create_study(storage=f"sqlite:///{path}", study_name="tea", load_if_exists=True)
before = len(study.trials)
now = datetime.now(timezone.utc)
study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=1)
print("optuna", optuna.__version__)
for trial in study.trials:
    # `astimezone` takes a time without a zone for local, which is what 4.9.0 means by it.
    hours = round((trial.datetime_start.astimezone(timezone.utc) - now).total_seconds() / 3600)
    print(f"  trial {trial.number}, started in the last minutes: shown {hours:+} hours from then")
with sqlite3.connect(path) as database:
    print("  the file says:", database.execute("SELECT schema_version, library_version FROM version_info").fetchone())
    written = database.execute("SELECT datetime_start FROM trials WHERE number = ?", (before,)).fetchone()[0]
    stored = datetime.fromisoformat(written).replace(tzinfo=timezone.utc)
    print(f"  its own trial is stored {round((stored - now).total_seconds() / 3600):+} hours from UTC")
PYTHON

cd "$folder"
TZ=Asia/Tokyo 4.9.0/bin/python step.py "$folder/tea.db" | tee first
TZ=Asia/Tokyo 5.0.0/bin/python step.py "$folder/tea.db" | tee second
grep -q 'trial 0.*+0 hours' first
grep -q 'its own trial is stored +9 hours' first
grep -q 'trial 0.*+9 hours' second
grep -q 'trial 1.*+0 hours' second
grep -q "4.9.0" second
grep -q 'its own trial is stored +0 hours' second
