/** The mark of each class that has one of its own. */
const marks = new WeakMap<object, symbol>();

/**
 * Marks a class of the family under a name of its own, so that its `isInstance` recognises its errors also where another
 * installed copy of the package made them, for which `instanceof` fails. The mark is on the prototype: what extends the
 * class carries it too.
 * @param kind the class's name, written out as bundlers rename classes; none for the base
 */
export function markErrorClass(errorClass: { readonly prototype: object }, kind = ''): void {
  const mark = Symbol.for(`hyperdrive-run.error${kind && `.${kind}`}`);
  marks.set(errorClass, mark);
  Object.defineProperty(errorClass.prototype, mark, { value: true });
}

/**
 * Whether a value is an error of a class or of one that extends it. A class without a mark of its own, such as one that a
 * user wrote, does not inherit its base's: its errors are those whose prototype it is.
 */
export function isErrorOf(errorClass: { readonly prototype: object }, value: unknown): boolean {
  const mark = marks.get(errorClass);
  return mark ? mark in Object(value) : Object.prototype.isPrototypeOf.call(errorClass.prototype, Object(value));
}
