import { openStore } from '@hyperdrive-run/stores';
import { expect, it } from 'vitest';

it('rejects what is no address of a store', async () => {
  await expect(openStore('mlflow+http://x')).rejects.toMatchObject({ code: 'invalid-argument', option: 'address' });
});
