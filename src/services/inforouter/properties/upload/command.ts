import fc from "fast-check";
import type { GeneratorEnvironment } from "../../../../../generators/generator.ts";
import type { Binding } from "../../../../model/binding.ts";
import { ANY_BINDING } from "../../../../properties/sequential/over.ts";
import { anybody, type Who } from "../handlers/caller.ts";
import { ANY_HANDLE, type NamedHandle } from "../handlers/named-handle.ts";
import type { Finalizing } from "./call.ts";

/** One call of an upload sequence. Plain data, which stands in the counterexample. */
export type UploadCommand =
  | { readonly do: "create"; readonly as: "owner" | "stranger"; readonly over: Binding }
  | {
      readonly do: "chunk";
      readonly which: WhichChunk;
      readonly as: Who;
      readonly of: NamedHandle;
      readonly over: Binding;
    }
  | {
      readonly do: "finalize";
      readonly by: Finalizing;
      readonly as: Who;
      readonly of: NamedHandle;
      readonly over: Binding;
    }
  | {
      readonly do: "delete";
      readonly as: Who;
      readonly of: NamedHandle;
      readonly over: Binding;
    }
  | { readonly do: "log out"; readonly over: Binding };

/**
 * `last` is short and the last; `whole` has exactly ChunkSize bytes and is not; the others carry a
 * CRC that does not match. What the documents say nothing about is not sent.
 */
export type WhichChunk = "last" | "whole" | "wrong last" | "wrong whole";

/** A whole chunk is 350 KB on the wire: a few of them will do. */
const ANY_CHUNK: fc.Arbitrary<WhichChunk> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: fc.constant<WhichChunk>("last") },
  { weight: 8, arbitrary: fc.constant<WhichChunk>("wrong last") },
  { weight: 2, arbitrary: fc.constant<WhichChunk>("whole") },
  { weight: 1, arbitrary: fc.constant<WhichChunk>("wrong whole") },
);

const ANY_FINALIZING = fc.constantFrom<Finalizing>(
  "UploadDocumentWithHandler",
  "UploadDocumentWithHandler1",
  "UploadNewDocumentWidthHandler",
);

/** Any call, the telling ones most of all. */
export function anyCommand({ principals }: GeneratorEnvironment): fc.Arbitrary<UploadCommand> {
  const as = anybody(principals);
  const users = as.filter(
    (who): who is "owner" | "stranger" => who === "owner" || who === "stranger",
  );
  const over = ANY_BINDING;
  const of = ANY_HANDLE;
  return fc.oneof(
    { weight: 20, arbitrary: fc.record({ do: fc.constant("delete" as const), as, of, over }) },
    {
      weight: 30,
      arbitrary: fc.record({ do: fc.constant("chunk" as const), which: ANY_CHUNK, as, of, over }),
    },
    {
      weight: 14,
      arbitrary: fc.record({ do: fc.constant("create" as const), as: users, over }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant("finalize" as const),
        by: ANY_FINALIZING,
        as,
        of,
        over,
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("log out" as const), over }) },
  );
}
