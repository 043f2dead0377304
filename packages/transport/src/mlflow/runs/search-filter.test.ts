import { expect, it } from 'vitest';
import { hasTag, idIsOneOf, tagIs } from './search-filter.js';

it('quotes a value with the mark that it does not contain, and has no filter for one that contains both', () => {
  expect(tagIs('mlflow.parentRunId', 'abc')).toBe("tags.`mlflow.parentRunId` = 'abc'");
  expect(tagIs('mlflow.parentRunId', `it's`)).toBe(`tags.\`mlflow.parentRunId\` = "it's"`);
  expect(tagIs('mlflow.parentRunId', `it's "odd"`)).toBeUndefined();
});

it('writes the name of a tag as MLflow stores it, so that no name ends the filter', () => {
  expect(hasTag('a`b')).toBe("tags.`a_x0060_b` LIKE '%'");
});

it('leaves out what can be no id, and finds nothing where nothing is left', () => {
  expect(idIsOneOf(['a1', "x' OR '1", 'b2'])).toBe("attributes.run_id IN ('a1','b2')");
  expect(idIsOneOf(["'"])).toBe("attributes.run_id IN ('')");
});
