import fc from "fast-check";

/**
 * All of a list in one case, in its order: a table that a property goes through whole. A case that
 * fails shrinks to the first single element that fails by itself.
 */
export function everyOne<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return new EveryOne(list);
}

/** fast-check knows no other way to say how a value shrinks. */
class EveryOne<T> extends fc.Arbitrary<readonly T[]> {
  readonly #list: readonly T[];

  constructor(list: readonly T[]) {
    super();
    this.#list = list;
  }

  override generate(): fc.Value<readonly T[]> {
    return new fc.Value(this.#list, undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is readonly T[] {
    return false;
  }

  override shrink(value: readonly T[]): fc.Stream<fc.Value<readonly T[]>> {
    if (value.length <= 1) return fc.Stream.nil();
    return fc.stream(value.map((one) => new fc.Value<readonly T[]>([one], undefined)).values());
  }
}
