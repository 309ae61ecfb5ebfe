import type { FoundOperation } from "../../model/offer.ts";
import type { ServiceName } from "../../model/target.ts";
import { type Announced, whatIsAnnounced, withAnnounced } from "./announced.ts";
import { whatIsOffered } from "./offered.ts";
import { hintsOf, preflight } from "./preflight.ts";
import type { Remover } from "./target-parts.ts";

/** A service as it was found; `reason` says why it cannot be judged, and what to look at. */
export type ServiceLook =
  | {
      readonly ok: true;
      readonly answered: string;
      readonly found: readonly FoundOperation[];
      /** What the server says that it can do, where the documents have a call for that. */
      readonly announced?: Announced;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether a service can be judged, and what it offers. One that answers and has none of what is documented
 * is most likely another, or somewhere else: that is no lack of each operation.
 */
export async function lookAtService(open: Remover, service: ServiceName): Promise<ServiceLook> {
  const outcome = await preflight(open, service);
  if (!outcome.ok) return outcome;
  const announced = await whatIsAnnounced(open, service);
  const known = { ...open, target: withAnnounced(open.target, service, announced) };
  const found = await whatIsOffered(known, service);
  const asked = found.filter(({ standing }) => !UNASKED.includes(standing));
  if (asked.length > 0 && asked.every(({ standing }) => standing === "not offered")) {
    const where = open.target.services[service]?.baseUrl;
    const names = asked.map(({ name }) => name).join(", ");
    const hints = ["is its baseUrl right?", ...hintsOf(open, service)].join(" ");
    const reason = `${where} answers, but offers nothing of ${service} (${names}); ${hints}`;
    return { ok: false, reason };
  }
  return { ok: true, answered: outcome.answered, found, ...(announced && { announced }) };
}

const UNASKED: readonly FoundOperation["standing"][] = ["declared absent", "not tried"];
