/**
 * Names of metrics, tags and parameters as MLflow can store them. MLflow takes letters, digits, `_ - . : /` and blanks, and
 * no name that would be another one as a path. What it does not take is written as `_xHHHH_` (each UTF-16 unit in
 * hexadecimal), as SQL/XML writes names that XML does not take (ISO/IEC 9075-14), and read back the same way. A name
 * that MLflow takes stays as it is, unless it looks like a written one. Only the names of runs that we wrote are read
 * back: others may log a name that looks like a written one, and mean it.
 */
// An underscore is written too where it would begin what looks written, also by the underscore of what is written behind it.
const forbidden = /[^\p{L}\p{N}_\-. :/]|_(?=x[0-9A-F]{4}[^\p{L}\p{N}\-. :/])/gu;
/** The same where points and slashes are written as well. */
const forbiddenInPaths = /[^\p{L}\p{N}_\- :]|_(?=x[0-9A-F]{4}[^\p{L}\p{N}\- :])/gu;
const written = /_x([0-9A-F]{4})_/g;

/** The name to ask for, or to log under. */
export function toMlflowName(name: string): string {
  const plain = name.replace(forbidden, escapeUnits);
  return isOwnPath(plain) ? plain : name.replace(forbiddenInPaths, escapeUnits);
}

/** Whether MLflow takes the name as it is. */
export function isMlflowName(name: string): boolean {
  return name !== '' && !/[^\p{L}\p{N}_\-. :/]/u.test(name) && isOwnPath(name);
}

/** The name that was meant. */
export function fromMlflowName(name: string): string {
  return name.replace(written, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

function escapeUnits(text: string): string {
  return text
    .split('')
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .join('');
}

/** Whether the name is already what it is as a path: no empty part, no `.` and no `..`, but for `..` at its front. */
function isOwnPath(name: string): boolean {
  return !name.split('/').some((part) => part === '' || part === '.' || part === '..');
}
