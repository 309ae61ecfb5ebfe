import fc from "fast-check";

/** Inclusive. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Values beside a limit are tried as well: an off-by-one shows at 1, a wrong rounding at 2. */
const NEIGHBOURHOOD = 2;

/**
 * Integers of the range, half of them limits, the rest their neighbours, powers of two, and any.
 * Uniform integers would miss an interior limit nearly always. Every value shrinks as an integer
 * does, whichever way it was chosen: towards 0, or the end of the range that is nearest to 0.
 */
export function boundaryMixed(range: Range, limits: readonly number[]): fc.Arbitrary<number> {
  return new BoundaryMixed(range, limits);
}

/** The limits themselves, then their neighbours from near to far; inside the range, each once. */
export function around(range: Range, limits: readonly number[]): readonly number[] {
  const distances = Array.from({ length: NEIGHBOURHOOD }, (_, index) => index + 1);
  const candidates = [
    ...limits,
    ...distances.flatMap((by) => limits.flatMap((limit) => [limit - by, limit + by])),
  ];
  return [...new Set(candidates)].filter((value) => isIn(range, value));
}

export function isIn(range: Range, value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= range.min && Number(value) <= range.max;
}

/** A class, since that is how fast-check is extended: generates like a mixture, shrinks like an integer. */
class BoundaryMixed extends fc.Arbitrary<number> {
  readonly #mixture: fc.Arbitrary<number>;
  readonly #integer: fc.Arbitrary<number>;

  constructor(range: Range, limits: readonly number[]) {
    super();
    this.#integer = fc.integer(range);
    this.#mixture = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...limits.filter((limit) => isIn(range, limit))) },
      { weight: 2, arbitrary: fc.constantFrom(...around(range, limits)) },
      { weight: 1, arbitrary: fc.constantFrom(...powersOfTwo(range)) },
      { weight: 2, arbitrary: this.#integer },
    );
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<number> {
    return new fc.Value(this.#mixture.generate(mrng, biasFactor).value, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return this.#integer.canShrinkWithoutContext(value);
  }

  override shrink(value: number, context: unknown): fc.Stream<fc.Value<number>> {
    return this.#integer.shrink(value, context);
  }
}

/** Powers of two of both signs and what is next to them; the ends of the range when there are none. */
function powersOfTwo(range: Range): readonly number[] {
  const exponents = Array.from({ length: 32 }, (_, exponent) => 2 ** exponent);
  const values = exponents.flatMap((power) => [power, power - 1, power + 1, -power, 1 - power]);
  const inside = [...new Set(values)].filter((value) => isIn(range, value));
  return inside.length > 0 ? inside : [range.min, range.max];
}
