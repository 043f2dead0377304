import { expect, it } from 'vitest';
import { isStoreAddress, parseStoreAddress } from './store-address.js';

it.each([
  ['optuna:a.db', 'optuna', 'a.db', ''],
  ['optuna:/a b/ü.db?study=x%20y', 'optuna', '/a b/ü.db', 'study=x+y'],
  ['optuna:what?.db', 'optuna', 'what?.db', ''],
  ['optuna:C:\\a?b\\c.db?study=q', 'optuna', 'C:\\a?b\\c.db', 'study=q'],
  ['ray-tune:./results/exp', 'ray-tune', './results/exp', ''],
])('takes %s apart', (address, tool, path, query) => {
  const parsed = parseStoreAddress(address);
  expect([parsed.tool, parsed.path, parsed.query.toString()]).toEqual([tool, path, query]);
  expect(isStoreAddress(address)).toBe(true);
});

it.each(['', 'optuna', 'optuna:', 'a.db', 'mlflow+http://x', 'ray-tune:'])('rejects %j', (address) => {
  expect(() => parseStoreAddress(address)).toThrow(
    "takes 'optuna:PATH', 'optuna:PATH?study=NAME' or 'ray-tune:FOLDER'",
  );
});
