import { HttpRefusal } from "../http/http-refusal.ts";
import type { Call } from "./call.ts";
import type { InfoRouterState } from "./state.ts";

/**
 * FIN-15, FIN-16: the xmlParameters that an edition asks for where it has no empty text in a form; before
 * the ticket, as frameworks do.
 */
export function requireParameters(call: Call, { dialect }: InfoRouterState): void {
  const { policy, values } = dialect;
  const name = "xmlParameters";
  if (policy.xmlParameters === "optional" || call.binding === "soap11" || call.text(name)) return;
  const refusal = values.framework?.refuse({ kind: "missing", name }, call.binding);
  throw refusal ?? new HttpRefusal(400, `${name} is required.`);
}
