"""A training script as users write them, which tells record.mjs before every step what comes next."""

import sys

from azureml.core import Run


def step(name):
    print("STEP " + name, flush=True)
    sys.stdin.readline()


step("get_context")
run = Run.get_context(allow_offline=False)

step("log (twice, with flush)")
run.log("accuracy", 0.5)
run.log("accuracy", 0.75, description="after the second epoch")
run.flush()

step("log with step")
run.log("loss", 1.25, step=10)
run.flush()

step("log an int, a bool, a string")
run.log("epochs", 3)
run.log("healthy", True)
run.log("note", "petals are fine")
run.flush()

step("log NaN and infinities")
run.log("nan", float("nan"))
run.log("up", float("inf"))
run.log("down", float("-inf"))
run.flush()

step("log the same name as int, then as float")
run.log("mixed", 1)
run.log("mixed", 1.5)
run.flush()

step("log_list")
run.log_list("weights", [0.1, 0.2, 3])
run.flush()

step("log_row")
run.log_row("beds", bed=1, yield_=0.5)
run.log_row("beds", bed=2, yield_=0.75)
run.flush()

step("log_table")
run.log_table("soil", {"ph": [6.5, 7.0], "kind": ["loam", "sand"]})
run.flush()

step("tag")
run.tag("season", "spring")

step("tag without a value")
run.tag("favourite")

step("set_tags")
run.set_tags({"bed": "7", "rows": 3})

step("remove_tags")
run.remove_tags(["favourite"])

step("add_properties")
run.add_properties({"seeds": "40"})

step("display_name")
run.display_name = "Tulips, once more"

step("get_status")
run.get_status()

step("parent")
parent = run.parent
print("parent: %s" % (parent and parent.id), file=sys.stderr)

step("child_run, log, complete")
child = run.child_run(name="fold 1")
child.log("accuracy", 0.5)
child.complete()

step("flush")
run.flush()

step("complete")
run.complete()

step("end of the script")
