/** Marks errors of the family across two installed copies of the package, where `instanceof` fails. */
const familyMarker = 'hyperdrive-run.error';

/**
 * Marks a class of the family under a name of its own, so that its `isInstance` recognises its errors also where another
 * installed copy of the package made them. The mark is on the prototype: what extends the class carries it too.
 * @param kind the class's name, written out as bundlers rename classes; none for the base
 */
export function markErrorClass(errorClass: { readonly prototype: object }, kind?: string): void {
  const name = kind === undefined ? familyMarker : `${familyMarker}.${kind}`;
  Object.defineProperty(errorClass.prototype, Symbol.for(name), { value: true });
}

/**
 * Whether a value is an error of a class or of one that extends it. A class without a mark of its own, such as one that a
 * user wrote, does not inherit its base's: its errors are those whose prototype it is.
 */
export function isErrorOf(errorClass: { readonly prototype: object }, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const marker = Object.getOwnPropertySymbols(errorClass.prototype).find((symbol) =>
    Symbol.keyFor(symbol)?.startsWith(familyMarker),
  );
  return marker === undefined ? Object.prototype.isPrototypeOf.call(errorClass.prototype, value) : marker in value;
}
