import { join } from "node:path";
import type { Command } from "commander";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { checkBaseUrl } from "../config/targets/check-base-url.ts";
import { loadTargets } from "../config/targets/load-targets.ts";
import { guessServices } from "../import/har/guess-services.ts";
import { type HarTraffic, readHar } from "../import/har/read-har.ts";
import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { newTag, openTarget } from "../run/target/open-target.ts";
import { judgeTraffic } from "../traffic/judge-traffic.ts";
import { passiveTarget } from "../traffic/passive-target.ts";
import { trafficReport } from "../traffic/traffic-report.ts";
import { finishRun } from "./finish-run.ts";
import { readImported } from "./import-files.ts";
import type { ImportOptions } from "./import-options.ts";
import { pickServices } from "./init-command.ts";
import { loadRules } from "./load-rules.ts";
import { begin } from "./report-of.ts";
import { placed, withRunDefaults } from "./run-defaults.ts";
import { REPORT_FORMATS } from "./run-options.ts";
import { sayFolder } from "./say-folder.ts";
import { signerOf } from "./sign-report.ts";
import { print } from "./terminal.ts";
import { exchangeWords } from "./traffic-words.ts";

/** Below the folder of a run's reports: the last one stays where it is. */
const OF_IMPORTS = "imported";

/** How Assay's own evidence names the ticket or key of a user of the target. */
const USER = /^‹[a-z]+:(?:owner|stranger)›$/;

/** Judges recorded traffic by the rules that need no set-up, and writes a report. */
export async function importHar(
  path: string,
  given: ImportOptions,
  command: Command,
): Promise<number> {
  const { startedAt, started } = begin();
  const options = withRunDefaults(given, command, REPORT_FORMATS);
  const { out: usual = "assay-report" } = options;
  const out = given.out ?? join(usual, OF_IMPORTS);
  const { failOn = "must", format = [], verbose = false } = options;
  const { quiet = false, color } = options;
  const sign = signerOf(options.sign);
  // The service of an import is that of its addresses, and selects no rules.
  const { service: _, ...judging } = options;
  const { specs, rules, vocabulary } = await placed(options, command, () => loadRules(judging));
  const { name: file, text } = readImported(path);
  const har = readHar(file, text);
  const { operations, services } = specs;
  const declared = targetOf(har, specs, options);
  const only = options.service === undefined ? undefined : [options.service];
  const { target, inWsdl } = passiveTarget({ target: declared, services }, only);
  const { adapters, generators } = vocabulary;
  const tag = newTag();
  const open = await openTarget({ target, operations, services, adapters, seed: 0, tag });
  const isGood = (credential: string): boolean => USER.test(credential);
  const judge = judgeTraffic({ open, rules, generators, inWsdl, isGood });
  for (const exchange of har.exchanges) judge.add(exchange);
  if (har.exchanges.length < har.entries) {
    judge.unjudged("not-whole", har.entries - har.exchanges.length);
  }
  const traffic = judge.outcome();
  await open.close();
  // What was taken for a service by an address or two is none where nothing is a call of it.
  const isCalled = (name: string): boolean => (traffic.calls[name] ?? 0) > 0;
  const shown = Object.entries(target.services).filter(
    ([name]) => isCalled(name) || !Object.keys(target.services).some(isCalled),
  );
  const found = shown.map(
    ([name, { baseUrl }]) =>
      `${count(traffic.calls[name] ?? 0, "call")} of ${name} at ${visible(baseUrl)}`,
  );
  const report = trafficReport({
    open: { ...open, target: { ...target, services: Object.fromEntries(shown) } },
    specs,
    traffic,
    description: `recorded traffic: ${[...found, `of ${count(har.entries, "entry", "entries")}`].join(", ")}`,
    whyNone:
      found.length === 0
        ? `nothing in it looks like a call of ${Object.keys(services).join(", ")}; -t, or --service and --url, say where one is`
        : "no answer in it is one that a rule without set-up is about",
    run: {
      id: tag,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(performance.now() - started),
      ...(options.edition === undefined ? {} : { edition: options.edition }),
      command: ["assay", ...process.argv.slice(2)].join(" "),
    },
  });
  const folder = prepareFolder(out, tag);
  sayFolder(folder);
  if (!quiet) print(exchangeWords(traffic));
  const told = { format, failOn, verbose, quiet, color, targets: "", out: folder.path };
  return finishRun(report, told, { interrupted: false, errors: [], baseline: undefined, sign });
}

/** The target that traffic is judged as: that of the file, or one at the addresses that the traffic shows. */
function targetOf(har: HarTraffic, specs: Specs, options: ImportOptions): Target {
  const { service, url, target, targets } = options;
  const { operations, services } = specs;
  if (service !== undefined) pickServices([service], services);
  if (target !== undefined || targets !== undefined) return targetOfFile(specs, options);
  if (url !== undefined) {
    if (service === undefined) throw alone("--url");
    const fault = checkBaseUrl(url, Object.values(operations[service] ?? {}));
    if (fault) {
      const message = `--url ${fault.message}`;
      throw new UsageError("url-invalid", [{ message, hint: fault.hint }]);
    }
    return targetAt(nameOf(url), { [service]: url }, specs);
  }
  const wanted = service === undefined ? operations : { [service]: operations[service] ?? {} };
  const guesses = guessServices(har.requests, wanted);
  const [most] = [...guesses].sort((one, other) => other.calls - one.calls);
  const places = guesses.map(({ service: name, baseUrl }) => [name, baseUrl] as const);
  return targetAt(nameOf(most?.baseUrl ?? ""), Object.fromEntries(places), specs);
}

/** A target of which nothing is known but where it is. */
function targetAt(
  name: string,
  places: Readonly<Record<string, string>>,
  { services }: Specs,
): Target {
  const entries = Object.entries(places).map(([service, baseUrl]) => {
    const bindings = services[service]?.bindings ?? [];
    return [service, { baseUrl, bindings, operations: { absent: [] } }] as const;
  });
  return {
    name,
    services: Object.fromEntries(entries),
    limits: { requestsPerSecond: 0, concurrency: 1, timeoutMs: 0, maxUploadBytes: 0 },
    safety: "read-only",
    tls: { rejectUnauthorized: true },
    authorized: true,
  };
}

function targetOfFile(
  specs: Specs,
  { targets: file, target: wanted, service }: ImportOptions,
): Target {
  const loaded = loadTargets({ file, cwd: process.cwd(), env: process.env, specs });
  const [target, ...others] = loaded.select(wanted === undefined ? [] : [wanted]);
  if (!target || others.length > 0) throw alone("--targets");
  const names = Object.keys(target.services);
  if (!names.some((name) => service === undefined || name === service)) {
    const message = `the target "${target.name}" has no address of a service`;
    const hint = "name a target whose server the traffic is of, or --service and --url";
    throw new UsageError("service-not-offered", [{ message, hint }]);
  }
  return target;
}

function alone(option: string): UsageError {
  const message =
    option === "--url"
      ? "--url is the address of one service: --service says of which"
      : "traffic is that of one target: -t says of which";
  return new UsageError("option-unfit", [{ message }]);
}

function nameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "traffic";
}
