import fc from "fast-check";

/** When the length of an upload is told: with a PATCH before its last bytes, with them, or after them. */
export type Telling = "at once" | "before" | "with" | "after";

type Body = "none" | "first" | "all";

export type CreateCommand = {
  readonly do: "create";
  /** How many bytes the upload shall have. */
  readonly length: number;
  readonly tells?: Telling;
  /** How many of them come with the creation. */
  readonly body?: Body;
  /** It shall be a part of a final one. */
  readonly partial?: boolean;
};

/** One call of a sequence. Plain data, which stands in the counterexample. */
export type UploadCommand =
  | CreateCommand
  | {
      readonly do: "patch";
      /** An upload by its index, modulo how many there are. */
      readonly of: number;
      /** Bytes beside the upload's present offset: 0 is right. */
      readonly beside: number;
      readonly size: number;
      /** It tells the length, where that was deferred. */
      readonly tells?: boolean;
    }
  | { readonly do: "head"; readonly of: number }
  | { readonly do: "delete"; readonly of: number };

/** Bytes of an upload: a few PATCH requests fill it. */
export const LENGTH = 100;

const OF = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat({ max: 3 }) },
);
const ANY = fc.nat({ max: 3 });

const BESIDE = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constantFrom(-1, 1, -1000, 1000) },
);
const SIZE = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);

/** Any call about uploads whose length is told at once, the telling ones most of all; deletes only where they are asked for. */
export function anyCommand({
  deletes,
}: {
  readonly deletes: boolean;
}): fc.Arbitrary<UploadCommand> {
  const patch = fc.record({
    do: fc.constant("patch" as const),
    of: OF,
    beside: BESIDE,
    size: SIZE,
  });
  const length = fc.constantFrom(LENGTH, LENGTH, LENGTH, 2, 1, 0);
  return fc.oneof(
    { weight: 6, arbitrary: patch },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("head" as const), of: OF }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("create" as const), length }) },
    ...(deletes
      ? [{ weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), of: OF }) }]
      : []),
  );
}

/** Any call about uploads of every kind, creations most of all. */
export function anyKindCommand(): fc.Arbitrary<UploadCommand> {
  const creation = fc.record({
    do: fc.constant("create" as const),
    length: fc.constantFrom(LENGTH, 2, 1, 0),
    tells: fc.constantFrom<Telling>("at once", "at once", "after", "with", "before"),
    body: fc.constantFrom<Body>("none", "all", "first"),
    partial: fc.boolean(),
  });
  const patch = fc.record({
    do: fc.constant("patch" as const),
    of: ANY,
    beside: BESIDE,
    size: SIZE,
    tells: fc.boolean(),
  });
  return fc.oneof(
    { weight: 4, arbitrary: creation },
    { weight: 4, arbitrary: patch },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("head" as const), of: ANY }) },
  );
}
