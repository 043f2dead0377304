import { InvalidArgumentError } from '@hyperdrive-run/core';

/**
 * Encodes an id or a name as one segment of a path.
 * @throws InvalidArgumentError for what no path can carry: nothing, `.` and `..` (URLs resolve them away), and halves
 * of a surrogate pair
 */
export function pathSegment(text: string, option: string): string {
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..') {
    throw new InvalidArgumentError({ option, got: text, takes: "a non-empty string other than '.' and '..'" });
  }
  try {
    return encodeURIComponent(text);
  } catch {
    throw new InvalidArgumentError({ option, got: text, takes: 'well-formed Unicode text' });
  }
}

/** Encodes a file's name, whose slashes separate folders, as segments of a path. */
export function pathSegments(text: string, option: string): string {
  return text
    .split('/')
    .map((segment) => pathSegment(segment, option))
    .join('/');
}
