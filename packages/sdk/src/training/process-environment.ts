/** The variables that describe a trial. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process, where the runtime has such a thing; else an empty one. */
export function processEnvironment(): Environment {
  const environment: unknown = property(property(globalThis, 'process'), 'env');
  if (typeof environment !== 'object' || environment === null) return {};
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => typeof value === 'string'));
}

/** A property of an unknown value; this module must not need the types of any one runtime. */
export function property(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}
