import { SERVICES } from "../../../reference/service-names.ts";
import type { ServiceName, Target } from "../../model/target.ts";

/** What the built-in server offers; it says so itself only once it runs. */
const BUILT_IN: readonly ServiceName[] = SERVICES;

/** The services that a target offers, also before its server runs. */
export function servicesOf({ services, embedded }: Target): readonly string[] {
  const declared = Object.keys(services);
  if (!embedded || declared.length > 0) return declared;
  return embedded.like ? Object.keys(embedded.like) : BUILT_IN;
}
