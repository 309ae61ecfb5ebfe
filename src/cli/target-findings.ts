import type { Rule, Specs } from "../model/rule.ts";
import type { ServiceName } from "../model/target.ts";
import type { Finding } from "../run/service/adapter.ts";
import { type Announced, withAnnounced } from "../run/target/announced.ts";
import { whatIsMissing } from "../run/target/applicability.ts";
import { lookAtService } from "../run/target/look-at-service.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { withOffers } from "../run/target/with-offers.ts";
import { operationFindings } from "./operation-findings.ts";
import { userFindings } from "./user-findings.ts";

/** Everything that `assay check` says of an open target. */
export async function targetFindings(
  open: OpenTarget,
  { rules }: Pick<Specs, "rules">,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of Object.keys(open.target.services)) {
    findings.push(...(await serviceFindings(open, name, rules)));
  }
  const { limits, safety } = open.target;
  findings.push({
    what: "limits",
    ok: true,
    says: `${limits.concurrency} in flight, ${limits.requestsPerSecond || "no limit of"} requests a second, ${limits.timeoutMs} ms for one; safety ${safety}`,
  });
  for (const missing of whatIsMissing(open)) {
    findings.push({ what: "lacks", ok: true, says: `${missing}: rules that need it do not apply` });
  }
  for (const left of open.leftovers.words()) findings.push({ what: "left", ok: false, says: left });
  return findings;
}

async function serviceFindings(
  open: OpenTarget,
  name: ServiceName,
  rules: readonly Rule[],
): Promise<readonly Finding[]> {
  const look = await lookAtService(open, name);
  if (!look.ok) return [{ what: name, ok: false, says: look.reason }];
  const { answered, found, announced } = look;
  const says = `${open.target.services[name]?.baseUrl} answers ${answered}`;
  const reached = { what: name, ok: true, says };
  const known = withOffers(withAnnounced(open.target, name, announced), found);
  const own = rules.filter(({ service }) => service === name);
  const more = (await open.adapters.get(name)?.findings?.(open, known, own)) ?? [];
  return [
    reached,
    ...(announced ? [announcedFinding(announced)] : []),
    ...operationFindings(found),
    ...(await userFindings(open, known, name)),
    ...more,
  ];
}

function announcedFinding(announced: Announced): Finding {
  const what = "announces";
  if ("unknown" in announced) return { what, ok: false, says: `not known: ${announced.unknown}` };
  return { what, ok: true, says: announced.names.join(", ") || "nothing" };
}
