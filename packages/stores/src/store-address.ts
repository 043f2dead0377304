import { InvalidArgumentError } from '@hyperdrive-run/core';

/** What the address of a store names. */
export interface StoreAddress {
  readonly tool: 'optuna' | 'ray-tune';
  /** As it was written, `~` and relative paths included. */
  readonly path: string;
  /** What comes after the path, as in `?study=NAME`. */
  readonly query: URLSearchParams;
}

/** Whether an address is one of those that {@link parseStoreAddress} reads. */
export function isStoreAddress(address: string): boolean {
  return /^(optuna|ray-tune):/.test(address);
}

const takes = "'optuna:PATH', 'optuna:PATH?study=NAME' or 'ray-tune:FOLDER'";

/**
 * Takes the address of a store apart: `optuna:PATH[?study=NAME]` or `ray-tune:FOLDER`. The path is taken as it is, never
 * decoded; values of the query are percent-encoded as in a URL. What follows the last `?` is a query only where it
 * consists of `name=value`: file names may contain a question mark.
 * @throws InvalidArgumentError where it is no such address
 */
export function parseStoreAddress(address: string): StoreAddress {
  const [, tool, rest = ''] = /^(optuna|ray-tune):(.*)$/s.exec(address) ?? [];
  const [, path = rest, query = ''] = /^(.+)\?([a-z-]+=[^?]*)$/s.exec(rest) ?? [];
  if ((tool !== 'optuna' && tool !== 'ray-tune') || path === '') {
    throw new InvalidArgumentError({ option: 'address', got: address, takes });
  }
  return { tool, path, query: new URLSearchParams(query) };
}
