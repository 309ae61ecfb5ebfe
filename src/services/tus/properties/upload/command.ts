import fc from "fast-check";

/** One call of a sequence. Plain data, which stands in the counterexample. */
export type UploadCommand =
  | { readonly do: "create" }
  | {
      readonly do: "patch";
      /** An upload by its index, modulo how many there are. */
      readonly of: number;
      /** Bytes beside the upload's present offset: 0 is right. */
      readonly beside: number;
      readonly size: number;
    }
  | { readonly do: "head"; readonly of: number }
  | { readonly do: "delete"; readonly of: number };

const OF = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat({ max: 3 }) },
);

/** Any call, the telling ones most of all; deletes only where they are asked for. */
export function anyCommand({
  deletes,
}: {
  readonly deletes: boolean;
}): fc.Arbitrary<UploadCommand> {
  const patch = fc.record({
    do: fc.constant("patch" as const),
    of: OF,
    beside: fc.oneof(
      { withCrossShrink: true },
      { weight: 5, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.constantFrom(-1, 1, -1000, 1000) },
    ),
    size: fc.integer({ min: 1, max: 40 }),
  });
  return fc.oneof(
    { weight: 6, arbitrary: patch },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("head" as const), of: OF }) },
    { weight: 1, arbitrary: fc.constant<UploadCommand>({ do: "create" }) },
    ...(deletes
      ? [{ weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), of: OF }) }]
      : []),
  );
}
