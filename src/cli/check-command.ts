import { Command, Option } from "commander";
import { visible } from "../../reporters/text/visible.ts";
import { EXIT } from "../judge/exit-code.ts";
import type { ServiceName } from "../model/target.ts";
import { whatIsMissing } from "../run/applicability.ts";
import { endsEarlierSession } from "../run/ends-earlier-session.ts";
import { whatIsOffered } from "../run/offered.ts";
import type { OpenTarget } from "../run/open-target.ts";
import { preflight } from "../run/preflight.ts";
import { SetUpError } from "../run/sessions.ts";
import { whyDocumentUnreadable } from "../run/unreadable-document.ts";
import { useTarget } from "../run/use-target.ts";
import { withOffers } from "../run/with-offers.ts";
import { collect } from "./filter-options.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets, type TargetOptions } from "./load-selected-targets.ts";
import { duration } from "./number-option.ts";
import { type Finding, operationFindings } from "./operation-findings.ts";

/** `assay check`: is each target reachable, do the credentials work, what does it offer. */
export function checkCommand(): Command {
  return new Command("check")
    .description(
      "look at the targets: reachable, credentials, capabilities; changes nothing on them",
    )
    .addOption(new Option("--target <names>", "targets of the file; all").argParser(collect))
    .option("--targets <file>", "the targets file (default: ./targets.json)")
    .addOption(
      new Option("--timeout <duration>", "for one request").argParser(duration("--timeout")),
    )
    .option("--i-may-test-this-target", "for targets that are not on this machine")
    .addOption(new Option("--specs <dir>", "more rule files").argParser(collect))
    .action(async (options: TargetOptions & { readonly specs?: readonly string[] }) => {
      exitOnInterrupt();
      const { specs } = loadRules(options.specs ? { specs: options.specs } : {});
      const targets = loadSelectedTargets(options, specs);
      let ok = true;
      for (const target of targets) {
        const findings = await useTarget(target, specs.operations, checkServices, (says) => [
          { what: "start", ok: false, says },
        ]);
        ok &&= findings.every((finding) => finding.ok);
        process.stdout.write(`${target.name}\n${findings.map(lineOf).join("\n")}\n`);
      }
      process.exitCode = ok ? EXIT.conforms : EXIT.incomplete;
    });
}

async function checkServices(open: OpenTarget): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, service] of Object.entries(open.target.services)) {
    const outcome = await preflight(open, name as ServiceName);
    const says = outcome.ok ? `${service.baseUrl} answers ${outcome.answered}` : outcome.reason;
    findings.push({ what: name, ok: outcome.ok, says });
    if (!outcome.ok) continue;
    const found = await whatIsOffered(open, name as ServiceName);
    findings.push(...operationFindings(found));
    if (name === "inforouter") {
      findings.push(...(await checkUsers(open)));
      const unreadable = await whyDocumentUnreadable(open, withOffers(open.target, found));
      if (unreadable !== undefined)
        findings.push({ what: "document", ok: false, says: unreadable });
    }
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
  return findings;
}

/** Logging in and out again is all that a check does to a server. */
async function checkUsers(open: OpenTarget): Promise<readonly Finding[]> {
  const users = Object.keys(open.target.services.inforouter?.users ?? {}) as (
    | "owner"
    | "stranger"
  )[];
  const findings: Finding[] = [];
  for (const user of users) {
    try {
      await open.sessions.ticket(user);
      findings.push({ what: user, ok: true, says: "the credentials work" });
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      const hint = `look at users.${user} of the target`;
      findings.push({ what: user, ok: false, says: `${error.message}; ${hint}` });
    }
  }
  const { owner } = open.target.services.inforouter?.users ?? {};
  const isIn = owner && "uid" in owner && findings.some(({ what, ok }) => what === "owner" && ok);
  if (isIn && (await endsEarlierSession(open))) {
    const says = `a login ends the user's earlier session, so that cases disturb one another: give users.owner and users.stranger a "ticket" instead of "uid" and "pwd"`;
    findings.push({ what: "sessions", ok: true, says });
  }
  return findings;
}

const NAME_WIDTH = 12;

function lineOf({ what, ok, says }: Finding): string {
  return `  ${ok ? "ok" : "NO"}  ${what.padEnd(NAME_WIDTH)}  ${visible(says)}`;
}
