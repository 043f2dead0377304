import { readYaml11 } from '../yaml/yaml-1-1/read-yaml-1-1.js';

/** What YAML 1.2 reads as something else than text, beside what 1.1 does. */
const otherIn12 = /^[-+]?(?:0o[0-7]+|0x[\da-fA-F]+|\d+|(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?)$/;

/** Whether a text is read as that text by both versions of YAML where it stands without quotes. */
export function isPlainText(text: string): boolean {
  return readYaml11(text).kind === 'text' && !otherIn12.test(text) && !needsEscape(text);
}

/**
 * Whether a text has characters that must be written by their number: control characters, line breaks of YAML 1.1 that are
 * none of 1.2, and what no file may contain.
 */
export function needsEscape(text: string): boolean {
  return /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}
