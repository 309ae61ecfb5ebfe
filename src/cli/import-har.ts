import { join } from "node:path";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import { toolDigest } from "../config/files/tool-digest.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { checkBaseUrl } from "../config/targets/check-base-url.ts";
import { loadTargets } from "../config/targets/load-targets.ts";
import { type Secret, secretsOf } from "../config/targets/secrets-of.ts";
import { type RecordedService, recordedService } from "../import/har/call-of-entry.ts";
import { guessServices } from "../import/har/guess-services.ts";
import { type JudgedHar, judgeHar } from "../import/har/judge-har.ts";
import { type HarEntry, readHar } from "../import/har/read-har.ts";
import { buildReport } from "../judge/report/build-report.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { Specs } from "../model/rule.ts";
import { redactReport } from "../run/campaign/redact-report.ts";
import { newTag } from "../run/target/open-target.ts";
import { finishRun } from "./finish-run.ts";
import { readImported } from "./import-files.ts";
import type { ImportOptions } from "./import-options.ts";
import { pickServices } from "./init-command.ts";
import { loadRules } from "./load-rules.ts";
import { type Begun, begin } from "./report-of.ts";
import { sayFolder } from "./say-folder.ts";

/** The last report of a run stays where it is. */
const OUT = join("assay-report", "imported");

/** Judges recorded traffic by the rules that need no set-up, and writes a report. */
export async function importHar(path: string, options: ImportOptions): Promise<number> {
  const begun = begin();
  const {
    out = OUT,
    failOn = "must",
    format = [],
    verbose = false,
    quiet = false,
    color,
  } = options;
  const { specs, rules, vocabulary } = await loadRules({
    ...(options.specs ? { specs: options.specs } : {}),
    ...(options.target === undefined ? {} : { targets: options.targets }),
  });
  const { name: file, text } = readImported(path);
  const entries = readHar(file, text);
  const { name, places, secrets } = placesOf(entries, specs, options);
  const { services } = specs;
  const judges = { services, rules, ...vocabulary, secrets };
  const judged = judgeHar(entries, places, name, judges);
  // What was taken for a service by an address or two is none where nothing is a call of it.
  const seen = places.filter(({ service }) => (judged.calls[service] ?? 0) > 0);
  const there = seen.length > 0 ? seen : places;
  const report = reportOf(judged, { name, places: there, specs, begun });
  const folder = prepareFolder(out, newTag());
  sayFolder(folder);
  const told = { format, failOn, verbose, quiet, color, targets: "", out: folder.path };
  return finishRun(report, told, { interrupted: false, errors: [], baseline: undefined });
}

/** Where the services are that the traffic is judged as, and what they are called together. */
interface Places {
  readonly name: string;
  readonly places: readonly RecordedService[];
  readonly secrets: readonly Secret[];
}

function placesOf(entries: readonly HarEntry[], specs: Specs, options: ImportOptions): Places {
  const { service, url, target } = options;
  const { operations, services } = specs;
  if (service !== undefined) pickServices([service], services);
  const at = (name: string, baseUrl: string): RecordedService =>
    recordedService(name, baseUrl, operations[name] ?? {});
  if (target !== undefined || options.targets !== undefined) return placesOfTarget(specs, options);
  if (url !== undefined) {
    if (service === undefined) throw alone("--url");
    const fault = checkBaseUrl(url, Object.values(operations[service] ?? {}));
    if (fault) {
      throw new UsageError("url-invalid", [
        { message: `--url ${fault.message}`, hint: fault.hint },
      ]);
    }
    return { name: nameOf(url), places: [at(service, url)], secrets: [] };
  }
  const wanted = service === undefined ? operations : { [service]: operations[service] ?? {} };
  const guesses = guessServices(entries, wanted);
  const [most] = [...guesses].sort((one, other) => other.calls - one.calls);
  const places = guesses.map((one) => at(one.service, one.baseUrl));
  return { name: nameOf(most?.baseUrl ?? ""), places, secrets: [] };
}

function placesOfTarget(specs: Specs, { targets: file, target: wanted, service }: ImportOptions) {
  const loaded = loadTargets({ file, cwd: process.cwd(), env: process.env, specs });
  const [target, ...others] = loaded.select(wanted === undefined ? [] : [wanted]);
  if (!target || others.length > 0) throw alone("--targets");
  const places = Object.entries(target.services)
    .filter(([name]) => service === undefined || name === service)
    .map(([name, { baseUrl }]) => recordedService(name, baseUrl, specs.operations[name] ?? {}));
  if (places.length === 0) {
    const message = `the target "${target.name}" has no address of a service`;
    const hint = "name a target whose server the traffic is of, or --service and --url";
    throw new UsageError("service-not-offered", [{ message, hint }]);
  }
  return { name: target.name, places, secrets: secretsOf(target, specs.services) };
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

function reportOf(
  { verdicts, entries, calls, secrets }: JudgedHar,
  about: {
    readonly name: string;
    readonly places: readonly RecordedService[];
    readonly specs: Specs;
    readonly begun: Begun;
  },
): Report {
  const { name, places, specs, begun } = about;
  const rules = new Map(specs.rules.map((rule) => [rule.id, rule]));
  const selected = [...new Set(verdicts.map(({ rule }) => rule))].flatMap((id) => {
    const rule = rules.get(id);
    const bindings = verdicts.filter((one) => one.rule === id).map(({ binding }) => binding);
    return rule ? [{ rule, bindings }] : [];
  });
  const known = Object.keys(specs.services).join(", ");
  const found = places.map(
    ({ service, baseUrl }) =>
      `${count(calls[service] ?? 0, "call")} of ${service} at ${visible(baseUrl)}`,
  );
  const whyNone =
    places.length === 0
      ? `nothing in it looks like a call of ${known}; -t, or --service and --url, say where one is`
      : "no answer in it is one that a rule without set-up is about";
  const report = buildReport({
    version: toolVersion(),
    toolDigest: toolDigest(),
    run: {
      id: newTag(),
      startedAt: begun.startedAt.toISOString(),
      durationMs: Math.round(performance.now() - begun.started),
      seed: 0,
      complete: true,
      shard: null,
      command: ["assay", ...process.argv.slice(2)].join(" "),
    },
    specs,
    selected: selected.sort((one, other) => (one.rule.id < other.rule.id ? -1 : 1)),
    targets: [
      {
        name,
        description: `recorded traffic: ${[...found, `of ${count(entries, "entry", "entries")}`].join(", ")}`,
        services: places.map(({ service }) => service),
        requests: 0,
        leftovers: [],
        ...(verdicts.length === 0 ? { reason: whyNone } : {}),
      },
    ],
    verdicts,
  });
  return redactReport(report, secrets);
}
