import type { JsonValue } from '@hyperdrive-run/core/json';

/**
 * A DTO of the shared wire format as this service writes it, so that the compiler holds each response against that format:
 * a field that it does not know, or of another type, does not compile. What readers may find missing may be null: Python's
 * client reads each field by its name.
 */
export type Written<Dto> = Dto extends JsonValue
  ? Dto
  : Dto extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : Dto extends ReadonlyMap<infer Key, infer Value>
      ? ReadonlyMap<Key, Written<Value>>
      : Dto extends object
        ? { readonly [Name in keyof Dto]: Written<Dto[Name]> | (undefined extends Dto[Name] ? null : never) }
        : Dto;
