#!/usr/bin/env bash
# azure-ai-ml 1.35.2: a .gitignore does not leave out of an upload what git leaves out of a commit
#
# The client takes the .gitignore of a code folder for what is not to be uploaded, by patterns that it compiles itself. Two
# of git's rules come out otherwise, so that files which git ignores are sent to the workspace, and are part of the code's hash:
# - a set that is negated with a caret, `[^a]`, is read as a set of the caret and the letter (git takes `[!a]` and `[^a]`)
# - an exception below a folder that is ignored as a whole, `build/` and `!build/x`, brings the file back (git's documentation:
#   "It is not possible to re-include a file if a parent directory of that file is excluded.")
#
# Source: GitIgnoreFile in azure/ai/ml/_utils/_asset_utils.py, the patterns in azure/ai/ml/_utils/_pathspec.py; git's own
# gitignore(5). Needs git and Python, tried with 3.11; works in a temporary folder and asks no service. Prints the versions and
# what each of the two leaves out; fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check azure-ai-ml==1.35.2

mkdir -p "$folder/code/build"
cd "$folder/code"
git init --quiet
printf '%s\n' 'data-[^a].csv' 'build/' '!build/x' >.gitignore
touch data-a.csv data-b.csv build/x build/y

git --version
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from azure.ai.ml._utils._asset_utils import get_ignore_file

print("azure-ai-ml", version("azure-ai-ml"), "Python", sys.version.split()[0])
folder = Path.cwd()
rules = get_ignore_file(folder)
names = ["data-a.csv", "data-b.csv", "build/x", "build/y"]
by_git = {name: subprocess.run(["git", "check-ignore", "--quiet", name]).returncode == 0 for name in names}
by_client = {name: rules.is_file_excluded(folder / name) for name in names}
for name in names:
    print(f"{name}: git {'ignores' if by_git[name] else 'keeps'}, azure-ai-ml {'ignores' if by_client[name] else 'sends'}")
assert by_git == {"data-a.csv": False, "data-b.csv": True, "build/x": True, "build/y": True}, by_git
assert by_client == {"data-a.csv": True, "data-b.csv": False, "build/x": False, "build/y": True}, by_client
PYTHON
