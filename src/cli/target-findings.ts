import type { Rule, Specs } from "../model/rule.ts";
import type { ServiceName, Target } from "../model/target.ts";
import { whatIsMissing } from "../run/target/applicability.ts";
import { brokenSettings } from "../run/target/broken-settings.ts";
import { lacks } from "../run/target/lacks.ts";
import { lookAtService } from "../run/target/look-at-service.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { withOffers } from "../run/target/with-offers.ts";
import type { Finding } from "./finding.ts";
import { keyFindings } from "./key-findings.ts";
import { operationFindings } from "./operation-findings.ts";
import { userFindings } from "./user-findings.ts";

/** Everything that `assay check` says of an open target. */
export async function targetFindings(
  open: OpenTarget,
  { rules }: Pick<Specs, "rules">,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of Object.keys(open.target.services) as ServiceName[]) {
    findings.push(...(await serviceFindings(open, name, rules)));
  }
  const { limits, safety } = open.target;
  findings.push({
    what: "limits",
    ok: true,
    says: `${limits.concurrency} in flight, ${limits.requestsPerSecond || "no limit of"} requests a second, ${limits.timeoutMs} ms for one; safety ${safety}`,
  });
  for (const missing of whatIsMissing(open.target)) {
    findings.push({ what: "lacks", ok: true, says: `${missing}: rules that need it do not apply` });
  }
  for (const left of open.leftovers) findings.push({ what: "left", ok: false, says: left });
  return findings;
}

async function serviceFindings(
  open: OpenTarget,
  name: ServiceName,
  rules: readonly Rule[],
): Promise<readonly Finding[]> {
  const look = await lookAtService(open, name);
  if (!look.ok) return [{ what: name, ok: false, says: look.reason }];
  const { answered, found } = look;
  const says = `${open.target.services[name]?.baseUrl} answers ${answered}`;
  const reached = { what: name, ok: true, says };
  const known = withOffers(open.target, found);
  const more =
    name === "inforouter"
      ? [...(await userFindings(open, known)), ...(await settingFindings(open, known, rules))]
      : await keyFindings(open, known, rules);
  return [reached, ...operationFindings(found), ...more];
}

/** What is declared and only the server can tell wrong. */
async function settingFindings(
  open: OpenTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<readonly Finding[]> {
  // What a try of the folder makes must not stay: a check leaves nothing.
  const isTried = !lacks(target, "inforouter", "DeleteDocument");
  const tried = rules.filter(
    ({ service, needs }) =>
      service === "inforouter" && (isTried || !needs.includes("writable-folder")),
  );
  const { inforouter: broken = {} } = await brokenSettings(open, target, tried);
  const { stranger, "readable-document": document, "writable-folder": folder } = broken;
  const { writable } = target.services.inforouter?.folders ?? {};
  const untried = "not tried: there is no DeleteDocument to remove what would be written";
  return [
    ...(stranger === undefined ? [] : [{ what: "stranger", ok: false, says: stranger }]),
    ...(document === undefined ? [] : [{ what: "document", ok: false, says: document }]),
    ...(folder === undefined ? [] : [{ what: "folder", ok: false, says: folder }]),
    ...(writable === undefined || isTried ? [] : [{ what: "folder", ok: true, says: untried }]),
  ];
}
