import fc from "fast-check";

/**
 * One of the values, each as likely as the others; a value shrinks to those before it, the first
 * one first. `fc.constantFrom` would try the first and then give up.
 *
 * @throws RangeError when there are no values
 */
export function simplestFirst<T>(values: readonly T[]): fc.Arbitrary<T> {
  if (values.length === 0) throw new RangeError("there is no value to choose from");
  return fc.nat({ max: values.length - 1 }).map((index) => values[index] as T);
}
