import { InvalidArgumentError } from '@hyperdrive-run/core';

/**
 * The origins whose pages may ask a service, as they were given.
 * @throws InvalidArgumentError where one is no origin as browsers send it
 */
export function checkAllowedOrigins(origins: readonly string[] = []): ReadonlySet<string> {
  for (const origin of origins) {
    if (originOf(origin) !== origin) {
      const takes =
        'origins of pages, each as a browser sends it: scheme, host and port, such as "https://team.example"';
      throw new InvalidArgumentError({ option: 'allowedOrigins', got: origin, takes });
    }
  }
  return new Set(origins);
}

/** `undefined` where the text is no address of the web. `null` and `*` are none: they would let in any page. */
function originOf(text: string): string | undefined {
  if (!/^https?:/.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}
