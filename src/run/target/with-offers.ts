import type { FoundOperation } from "../../model/offer.ts";
import type { Target } from "../../model/target.ts";

/** A target that knows which operations it was found not to offer. */
export function withOffers(target: Target, found: readonly FoundOperation[]): Target {
  const services = Object.entries(target.services).map(([name, entry]) => {
    const notOffered = found.flatMap((one) =>
      one.service === name && one.standing === "not offered" ? [one.name] : [],
    );
    const operations =
      notOffered.length > 0 ? { ...entry.operations, notOffered } : entry.operations;
    return [name, { ...entry, operations }] as const;
  });
  return { ...target, services: Object.fromEntries(services) };
}
