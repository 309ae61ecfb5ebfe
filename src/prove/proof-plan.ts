import type { Dialect } from "../../reference/dialect.ts";
import type { Fault } from "../../reference/faults/fault.ts";
import type { Rule } from "../model/rule.ts";

/** What concerns some services only: rules of the others see nothing of it. */
interface Concerning {
  /** Absent: all. */
  readonly services?: readonly string[];
}

/** What a proof is to be about. Plain data but for the dialects. */
export interface ProofPlan {
  readonly rules: readonly Rule[];
  /** Of servers whose fault names none. */
  readonly defaultDialect: string;
  /** The edition that a dialect follows to the letter. */
  readonly editionOf: (dialect: string) => string | undefined;
  readonly faults: readonly (Fault & Concerning)[];
  readonly dialects: readonly (Pick<Dialect, "name" | "description" | "edition" | "reasons"> &
    Concerning & { readonly http: Pick<Dialect["http"], "multipart"> })[];
  readonly nullServers: readonly { readonly name: string; readonly title: string }[];
  readonly seeds: readonly number[];
  /** Generated cases for each property, at most. */
  readonly runs: number;
  /** True: rules that do not claim a fault are tried only where those that do fail to find it. */
  readonly claimsOnly: boolean;
  /** True where only some were asked for: what the others would show is then no gap. */
  readonly narrowed: { readonly rules: boolean; readonly faults: boolean };
}
