import { placeOperations } from './place-operations.js';
import type { ReadOperation } from './read-operation.js';
import { runOperations } from './run-operations.js';
import { sweepOperations } from './sweep-operations.js';

/** Every operation of the sdk that reads from a service. */
export const readOperations: readonly ReadOperation[] = [...sweepOperations, ...runOperations, ...placeOperations];
