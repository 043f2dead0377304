// Makes tools/workflows/python/.venv with actionlint, which comes as a binary in a wheel.

import path from 'node:path';
import { makePythonEnvironment } from '../python-environment.mjs';

/** @returns {Promise<import('../python-environment.mjs').PythonEnvironment>} */
export function ensureActionlint() {
  return makePythonEnvironment({
    folder: path.join(import.meta.dirname, 'python'),
    neededBy: 'actionlint, which checks the workflows,',
    oldestMinor: 9,
    newestMinor: 14,
    check: {
      what: 'actionlint',
      code: "import os, subprocess, sys; subprocess.run([os.path.join(os.path.dirname(sys.executable), 'actionlint'), '-version'], check=True)",
    },
  });
}
