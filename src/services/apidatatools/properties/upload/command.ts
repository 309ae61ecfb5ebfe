import fc from "fast-check";
import type { GeneratorEnvironment } from "../../../../../generators/generator.ts";

/** Whose key a call carries, if any. */
export type Key = "owner" | "stranger" | "unknown" | "missing";

/** An upload by its index modulo the number of those created so far, or an id of nobody's. */
export type NamedUpload = number | "never issued";

/** One call of a sequence. Plain data, which stands in the counterexample. */
export type UploadApiCommand =
  | { readonly do: "create"; readonly as: "owner" | "stranger" }
  | { readonly do: "delete"; readonly as: Key; readonly of: NamedUpload }
  /** Also the file of an upload that was deleted before. */
  | { readonly do: "store"; readonly of: number }
  | { readonly do: "list"; readonly as: "owner" | "stranger" };

const ANY_UPLOAD: fc.Arbitrary<NamedUpload> = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.nat({ max: 3 }) },
  { weight: 1, arbitrary: fc.constant<NamedUpload>("never issued") },
);

/** Any call, the telling ones most of all. */
export function anyCommand({ principals }: GeneratorEnvironment): fc.Arbitrary<UploadApiCommand> {
  // Whoever the first upload belongs to is always there.
  const user = fc.constantFrom<"owner" | "stranger">(
    "owner",
    ...(principals.includes("stranger") ? (["stranger"] as const) : []),
  );
  const as: fc.Arbitrary<Key> = fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: user },
    { weight: 1, arbitrary: fc.constantFrom<Key>("unknown", "missing") },
  );
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant("delete" as const), as, of: ANY_UPLOAD }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("create" as const), as: user }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant("store" as const), of: fc.nat({ max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("list" as const), as: user }) },
  );
}
