import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { writePrivateFile } from '../../../../storage/files/write-private-file.js';

/** With the value `0` in a sweep's environment variables, trials' Python programs are left as they are. */
export const azuremlFlushName = 'HYPERDRIVE_FLUSH_AZUREML';

/**
 * Lets the last metrics of an `azureml-core` script arrive. The library sends metrics about once a second and loses what
 * it has not sent when the script ends, unless the script calls `flush` or `complete`. Python runs a module with the
 * name `sitecustomize` at each start, if it finds one; ours does nothing but wait for `azureml.core` to be imported,
 * and then flushes at the end of the program those runs that something was logged to.
 * @param folder where the module is, for all trials, and is put where it is not; it goes to the front of `PYTHONPATH`
 */
export function withAzuremlFlush(
  environment: ReadonlyMap<string, string>,
  folder: string,
): ReadonlyMap<string, string> {
  if (environment.get(azuremlFlushName) === '0') return environment;
  const file = join(folder, 'sitecustomize.py');
  if (textOf(file) !== sitecustomize) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Trials of an earlier version may be reading theirs.
    writePrivateFile(file, sitecustomize);
  }
  const path = environment.get('PYTHONPATH');
  const searched = path === undefined || path === '' ? folder : [folder, path].join(delimiter);
  return new Map([...environment, ['PYTHONPATH', searched]]);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The text of that module. For any Python; whatever fails in it leaves the program as it would be without it. */
export const sitecustomize: string = `"""Flushes the runs of azureml-core when the program ends; see docs/local-service.md, "Be a trial"."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_WATCHED = "azureml.core.run"
_LOGGING = (
    "log", "log_list", "log_row", "log_table", "log_image", "log_accuracy_table", "log_confusion_matrix",
    "log_predictions", "log_residuals",
)


def _use_the_next_sitecustomize():
    """A module of this name that the environment has of its own still runs."""
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != _HERE]
    ours = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if getattr(error, "name", None) != "sitecustomize":
            raise
    finally:
        if ours is not None:
            sys.modules.setdefault("sitecustomize", ours)


def _flush_at_exit(run_class):
    import functools
    import threading

    logged = {}

    def remembering(method):
        @functools.wraps(method)
        def wrapper(self, *args, **kwargs):
            logged[id(self)] = self
            return method(self, *args, **kwargs)

        return wrapper

    def flush():
        for run in list(logged.values()):
            try:
                run.flush()
            except Exception as error:
                sys.stderr.write("The last metrics of run %s could not be sent: %s\\n" % (run.id, error))

    for name in _LOGGING:
        method = getattr(run_class, name, None)
        if method is not None:
            setattr(run_class, name, remembering(method))

    # The library sends from a pool of threads. What is registered here later than the pool runs before it is closed;
    # functions of atexit run after that since Python 3.9.
    import concurrent.futures.thread  # noqa: F401

    register = getattr(threading, "_register_atexit", None)
    if register is None:
        import atexit

        register = atexit.register
    register(flush)


class _Watch(object):
    """Finds nothing itself: it looks on while the module that it waits for is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != _WATCHED:
            return None
        sys.meta_path.remove(self)
        import importlib.util

        spec = importlib.util.find_spec(name)
        load = getattr(getattr(spec, "loader", None), "exec_module", None)
        if load is None:
            return spec

        def exec_module(module):
            load(module)
            try:
                _flush_at_exit(module.Run)
            except Exception as error:
                sys.stderr.write("Metrics may be lost at the end of this program: %s\\n" % error)

        spec.loader.exec_module = exec_module
        return spec


try:
    _use_the_next_sitecustomize()
finally:
    sys.meta_path.insert(0, _Watch())
`;
