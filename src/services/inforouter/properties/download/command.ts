import fc from "fast-check";
import type { GeneratorEnvironment } from "../../../../../generators/generator.ts";
import type { Binding } from "../../../../model/binding.ts";
import { ANY_BINDING } from "../../../../properties/sequential/over.ts";
import { anybody, type Who } from "../handlers/caller.ts";
import { ANY_HANDLE, type NamedHandle } from "../handlers/named-handle.ts";
import type { Staging } from "./call.ts";

/** One call of a download sequence. Plain data, which stands in the counterexample. */
export type DownloadCommand =
  | { readonly do: "stage"; readonly how: Staging; readonly as: Who; readonly over: Binding }
  | {
      readonly do: "read";
      readonly place: Place;
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

/** Which part of the file is read; the end and the whole include the last byte. */
export type Place = "start" | "middle" | "end" | "whole";

const ANY_STAGING: fc.Arbitrary<Staging> = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: fc.constant<Staging>("latest") },
  { weight: 2, arbitrary: fc.constant<Staging>("version 0") },
  { weight: 2, arbitrary: fc.constant<Staging>("zip") },
  { weight: 1, arbitrary: fc.constant<Staging>("version 1") },
  { weight: 1, arbitrary: fc.constant<Staging>("no document") },
);

const ANY_PLACE = fc.constantFrom<Place>("start", "end", "whole", "middle");

/** Any call, the telling ones most of all. */
export function anyCommand({ principals }: GeneratorEnvironment): fc.Arbitrary<DownloadCommand> {
  const as = anybody(principals);
  const over = ANY_BINDING;
  const of = ANY_HANDLE;
  return fc.oneof(
    {
      weight: 30,
      arbitrary: fc.record({ do: fc.constant("read" as const), place: ANY_PLACE, as, of, over }),
    },
    { weight: 15, arbitrary: fc.record({ do: fc.constant("delete" as const), as, of, over }) },
    {
      weight: 12,
      arbitrary: fc.record({ do: fc.constant("stage" as const), how: ANY_STAGING, as, over }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("log out" as const), over }) },
  );
}
