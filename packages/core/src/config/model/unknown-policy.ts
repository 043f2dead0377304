import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonValue } from '../../json/json-value.js';

/** The policy of a sweep that was read, which this version does not know. It is kept as it was; it cannot be submitted. */
export class UnknownPolicy {
  readonly kind = 'unknown' as const;
  /** The name on the wire; empty where there is none. */
  readonly name: string;
  /** What was read: JSON, or the text itself where it was none. */
  readonly raw: JsonValue;

  constructor(name: string, raw: JsonValue) {
    this.name = name;
    this.raw = raw;
  }

  get violations(): readonly ConfigViolation[] {
    const got = this.name === '' ? 'not known' : this.name;
    return [{ path: '', got, takes: 'an early termination policy that can be read' }];
  }

  /** What was read. */
  toWire(): JsonValue {
    return this.raw;
  }
}
