import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonValue } from '../../json/json-value.js';

/** The sampling of a sweep that was read, which this version does not know. It is kept as it was; it cannot be submitted. */
export class UnknownSampling {
  readonly kind = 'unknown' as const;
  /** The name on the wire; empty where there is none. */
  readonly name: string;
  /** What was read: JSON, or the text itself where it was none; `undefined` where the sweep says nothing. */
  readonly raw: JsonValue | undefined;

  constructor(name: string, raw: JsonValue | undefined) {
    this.name = name;
    this.raw = raw;
  }

  get violations(): readonly ConfigViolation[] {
    const got = this.name === '' ? 'not known' : this.name;
    return [{ path: '', got, takes: 'a random, grid or Bayesian parameter sampling that can be read' }];
  }

  /** What was read. */
  toWire(): JsonValue {
    return this.raw ?? null;
  }
}
