import type { FoundOperation } from "../../model/offer.ts";
import type { OfferedOperations, ServiceName, Target } from "../../model/target.ts";

/** A target that knows which operations it was found not to offer. */
export function withOffers(target: Target, found: readonly FoundOperation[]): Target {
  const { inforouter, apidatatools } = target.services;
  const operationsOf = (
    service: ServiceName,
    operations: OfferedOperations,
  ): { readonly operations: OfferedOperations } => {
    const missing = found.filter(
      (one) => one.service === service && one.standing === "not offered",
    );
    const notOffered = missing.map(({ name }) => name);
    return { operations: notOffered.length > 0 ? { ...operations, notOffered } : operations };
  };
  return {
    ...target,
    services: {
      ...(inforouter && {
        inforouter: { ...inforouter, ...operationsOf("inforouter", inforouter.operations) },
      }),
      ...(apidatatools && {
        apidatatools: { ...apidatatools, ...operationsOf("apidatatools", apidatatools.operations) },
      }),
    },
  };
}
