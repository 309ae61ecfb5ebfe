import type { Secret } from "../../config/targets/secrets-of.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import type { Campaign, TargetStats } from "../campaign/campaign.ts";

/** The command of a worker, which nobody but a run gives. */
export const WORKER_COMMAND = "worker";

/** What a worker is told. Secrets go this way alone: no command line and no file has them. */
export type ToWorker =
  | { readonly kind: "judge"; readonly campaign: Campaign }
  /** End with what was judged until now. */
  | { readonly kind: "stop" }
  /** Another worker is to run alone: begin no case until `go`, and say when none is left. */
  | { readonly kind: "hold" }
  | { readonly kind: "go" }
  /** No other worker runs a case now. */
  | { readonly kind: "turn" };

/** What a worker tells. */
export type FromWorker =
  | { readonly kind: "verdict"; readonly verdict: UnitVerdict }
  /** It became known: other workers may hear it from the server. */
  | { readonly kind: "secret"; readonly secret: Secret }
  | { readonly kind: "stats"; readonly stats: TargetStats }
  /** None of its cases runs, and none begins until it had its turn. */
  | { readonly kind: "asks" }
  | { readonly kind: "over" }
  /** The answer to `hold`. */
  | { readonly kind: "quiet" }
  | { readonly kind: "ended"; readonly complete: boolean }
  /** It ends without having judged everything. */
  | { readonly kind: "failed"; readonly message: string; readonly refused: boolean };
