import type { Rule, Specs } from "../model/rule.ts";
import type { ServiceName, Target } from "../model/target.ts";
import { whatIsMissing } from "../run/target/applicability.ts";
import { brokenSettings } from "../run/target/broken-settings.ts";
import { lacks } from "../run/target/lacks.ts";
import { whatIsOffered } from "../run/target/offered.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { preflight } from "../run/target/preflight.ts";
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
  const outcome = await preflight(open, name);
  const url = open.target.services[name]?.baseUrl;
  const says = outcome.ok ? `${url} answers ${outcome.answered}` : outcome.reason;
  const reached = { what: name, ok: outcome.ok, says };
  if (!outcome.ok) return [reached];
  const found = await whatIsOffered(open, name);
  const known = withOffers(open.target, found);
  const more =
    name === "inforouter"
      ? [...(await userFindings(open, known)), ...(await settingFindings(open, known, rules))]
      : await keyFindings(open, known);
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
  const tried = isTried ? rules : rules.filter(({ needs }) => !needs.includes("writable-folder"));
  const broken = await brokenSettings(open, target, tried);
  const { "readable-document": document, "writable-folder": folder } = broken;
  const { writable } = target.services.inforouter?.folders ?? {};
  const untried = "not tried: there is no DeleteDocument to remove what would be written";
  return [
    ...(document === undefined ? [] : [{ what: "document", ok: false, says: document }]),
    ...(folder === undefined ? [] : [{ what: "folder", ok: false, says: folder }]),
    ...(writable === undefined || isTried ? [] : [{ what: "folder", ok: true, says: untried }]),
  ];
}
