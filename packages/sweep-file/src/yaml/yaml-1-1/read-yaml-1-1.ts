/** What a reader of YAML 1.1 makes of a plain scalar. */
export type Yaml11Value =
  | { readonly kind: 'text' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'date' }
  /** It has the form of a value, but is none, and ends the reading: `=`, `<<`, `0b_`. */
  | { readonly kind: 'fault' };

/**
 * Reads a plain scalar (one without quotes and tag) as PyYAML 6 does, which Azure ML's own tool reads sweep files with: the
 * types of https://yaml.org/type/ with PyYAML's own narrower floats, which need a dot, and a sign in their exponent.
 */
export function readYaml11(text: string): Yaml11Value {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return { kind: 'null' };
  const truth = /^(?:(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF)$/.exec(text);
  if (truth !== null) return { kind: 'boolean', value: truth[1] !== undefined };
  if (integerForm.test(text)) return readInteger(text.replaceAll('_', ''));
  if (floatForm.test(text)) return { kind: 'float', value: readFloat(text.replaceAll('_', '').toLowerCase()) };
  if (dateForm.test(text)) return { kind: 'date' };
  return { kind: text === '=' || text === '<<' ? 'fault' : 'text' };
}

const integerForm = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][\d_]*|0x[\da-fA-F_]+|[1-9][\d_]*(?::[0-5]?\d)+)$/;
const floatForm =
  /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const dateForm =
  /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** What PyYAML makes of a text that is tagged as a float, such as `!!float 1`; `undefined` where it cannot. */
export function readTaggedFloat(text: string): number | undefined {
  const plain = text.replaceAll('_', '').toLowerCase();
  const value = plain.trim() === '' ? Number.NaN : readFloat(plain);
  return Number.isNaN(value) && !/^[-+]?\.nan$/.test(plain) ? undefined : value;
}

function readInteger(text: string): Yaml11Value {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const value = digits.includes(':') ? inSixties(digits.split(':').map(BigInt)) : inBase(digits);
  return value === undefined ? { kind: 'fault' } : { kind: 'integer', value: sign === '-' ? -value : value };
}

function inBase(digits: string): bigint | undefined {
  if (digits === '0b' || digits === '0x') return undefined;
  // `010` is octal: BigInt wants a letter for that.
  return BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

/** `1:30` is an hour and a half in minutes. */
function inSixties(parts: readonly bigint[]): bigint {
  return parts.reduce((sum, part) => sum * 60n + part, 0n);
}

function readFloat(text: string): number {
  if (text.endsWith('.inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (text === '.nan') return Number.NaN;
  if (!text.includes(':')) return Number(text);
  const sum = text
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((total, part) => total * 60 + Number(part), 0);
  return text.startsWith('-') ? -sum : sum;
}
