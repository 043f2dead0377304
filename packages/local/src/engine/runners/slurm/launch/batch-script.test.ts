import { expect, it } from 'vitest';
import { batchScript } from './batch-script.js';

it("runs the compute's setup before a trial, and no trial where that fails", () => {
  const script = batchScript(['module load python', 'source it.sh'], '/s/a b.py', "/s/o'x.json");
  expect(script).toContain('if ! {\nmodule load python\nsource it.sh\n}; then\n');
  expect(script).toContain("exec python3 -I '/s/a b.py' '/s/o'\\''x.json'\n");
  expect(batchScript([], 'a', 'b')).not.toContain('setup of');
});
