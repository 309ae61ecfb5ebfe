import { join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { visible } from "../../reporters/text/visible.ts";
import { prepareFolder } from "../config/files/write-reports.ts";
import { isLoopback } from "../config/targets/is-loopback.ts";
import { proxyFor } from "../config/targets/proxy-settings.ts";
import { traitsOf } from "../model/binding.ts";
import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { openProxy, type ProxySession } from "../proxy/proxy-session.ts";
import { appendJournal } from "../run/cleanup/journal.ts";
import { newTag, openTarget } from "../run/target/open-target.ts";
import { startTarget } from "../run/target/start-target.ts";
import { passiveTarget } from "../traffic/passive-target.ts";
import { trafficReport } from "../traffic/traffic-report.ts";
import { addFilterOptions, type FilterOptions } from "./filter-options.ts";
import { finishRun } from "./finish-run.ts";
import { whenSignalled } from "./interrupt.ts";
import { keepHar } from "./keep-har.ts";
import { loadRules } from "./load-rules.ts";
import { loadSelectedTargets } from "./load-selected-targets.ts";
import { duration, wholeNumber } from "./number-option.ts";
import { portProblem } from "./port-problem.ts";
import { addFormatOptions, type ReportOptions } from "./report-options.ts";
import { placed, withRunDefaults } from "./run-defaults.ts";
import { keepRunJournal } from "./run-journal.ts";
import { REPORT_FORMATS } from "./run-options.ts";
import { sayFolder } from "./say-folder.ts";
import { signerOf } from "./sign-report.ts";
import { print, say } from "./terminal.ts";
import { trafficWords } from "./traffic-words.ts";

interface ProxyCommandOptions
  extends FilterOptions,
    Pick<ReportOptions, "out" | "format" | "sign" | "verbose" | "color"> {
  readonly target?: string;
  readonly targets?: string;
  readonly port: number;
  readonly host: string;
  readonly for?: number;
  readonly har?: string;
  readonly quiet?: boolean;
}

const LAST_PORT = 65_535;

/** `assay proxy`: judges what clients and a server say to each other. */
export function proxyCommand(): Command {
  const command = new Command("proxy")
    .description("stand between clients and a target, and judge what they say to each other")
    .option("-t, --target <name>", "the target to stand before (default: that of the file)")
    .option("--targets <file>", "the targets file (default: ./targets.json)")
    .addOption(
      new Option("--port <n>", "port to listen on; 0 for any free one")
        .argParser(wholeNumber(0, LAST_PORT))
        .default(0),
    )
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(
      new Option("--for <duration>", "end by itself after so long: 30s, 10m").argParser(
        duration("--for"),
      ),
    );
  return addFormatOptions(addFilterOptions(command), REPORT_FORMATS, "assay-report/proxy")
    .option("--har <file>", "write all whole exchanges as HAR, too, with secrets replaced")
    .addOption(
      new Option("-q, --quiet", "print only the address and the outcome").conflicts("verbose"),
    )
    .option("-v, --verbose", "print every failure and every reason")
    .option("--no-color", "no colours, as with NO_COLOR")
    .action(async (given: ProxyCommandOptions, self: Command) => {
      const options = withRunDefaults(given, self, REPORT_FORMATS);
      // The report of a run stays where it is.
      const out = options.out === given.out ? given.out : join(options.out, "proxy");
      process.exitCode = await proxy({ ...options, out }, self);
    });
}

async function proxy(options: ProxyCommandOptions, command: Command): Promise<number> {
  const loaded = await placed(options, command, () => loadRules(options));
  const { specs, rules, vocabulary, folders } = loaded;
  const declared = oneTarget(options, specs);
  const sign = signerOf(options.sign);
  const tag = newTag();
  const startedAt = new Date();
  const started = performance.now();
  const folder = prepareFolder(options.out, tag);
  const ending = whenToEnd(options.for);
  const account = keepRunJournal({
    ...{ tag, targets: [declared], targetsFile: options.targets },
    ...{ specsFolders: folders, specs, out: folder.path },
  });
  // Nothing is created here but the process of a server that is launched.
  const journal = appendJournal(account.journal);
  const running = await startTarget(declared, specs.services, {
    journal,
    signal: ending.signal,
  }).catch((error: unknown) => {
    journal.flush();
    account.close();
    throw error;
  });
  try {
    const { operations, services } = specs;
    const { target, inWsdl } = passiveTarget({ target: running.target, services }, options.service);
    const { adapters, generators } = vocabulary;
    const open = await openTarget({ target, operations, services, adapters, seed: 0, tag });
    const { host, port, quiet = false } = options;
    const told = new Set<string>();
    const onBroken = ({ id, title }: Pick<Rule, "id" | "title">): void => {
      if (!quiet && !told.has(id)) say(`✘ ${id}: ${title}\n`);
      told.add(id);
    };
    const origin = new URL(Object.values(target.services)[0]?.baseUrl ?? "http://localhost").origin;
    const har = options.har === undefined ? undefined : keepHar(options.har, open.secrets, origin);
    const session = await openProxy({
      open,
      rules: overBindings(rules, options.binding),
      generators,
      inWsdl,
      host,
      port,
      onBroken,
      onExchange: har?.add,
    }).catch((error: unknown) => {
      throw portProblem(error, port) ?? error;
    });
    tell(session, target, options);
    await ending.come;
    const traffic = await session.close();
    await open.close();
    const targetsFile = relative(resolve(folder.path), resolve(options.targets ?? "targets.json"));
    const report = trafficReport({
      open,
      specs,
      traffic,
      run: {
        id: tag,
        startedAt: startedAt.toISOString(),
        durationMs: Math.round(performance.now() - started),
        ...(options.edition === undefined ? {} : { edition: options.edition }),
        command: ["assay", ...process.argv.slice(2)].join(" "),
        targetsFile,
        ...(folders.length > 0
          ? { specsFolders: folders.map((one) => relative(resolve(folder.path), resolve(one))) }
          : {}),
      },
    });
    sayFolder(folder);
    if (!quiet) print(trafficWords(traffic));
    const ended = { interrupted: false, errors: traffic.errors, baseline: undefined, sign };
    const code = await finishRun(report, { ...options, failOn: "must", out: folder.path }, ended);
    // Of much traffic it takes its time: the report is there by then.
    const written = har?.write();
    if (written !== undefined && !quiet) print(written);
    return code;
  } finally {
    ending.release();
    await running.stop();
    journal.flush();
    account.close();
  }
}

/** The target, which is reached straight: a tunnel cannot go through another proxy. */
function oneTarget(
  { target: name, targets: file }: ProxyCommandOptions,
  specs: Parameters<typeof loadSelectedTargets>[1],
): Target {
  // Nothing is asked of it but what clients ask.
  const may = { iMayTestThisTarget: true, ...(file === undefined ? {} : { targets: file }) };
  const asked = name === undefined ? {} : { target: [name] };
  const [target, ...others] = loadSelectedTargets({ ...may, ...asked }, specs);
  if (!target || others.length > 0) {
    const message = "a proxy stands before one target";
    throw new UsageError("proxy-target", [{ message, hint: "name it with --target" }]);
  }
  for (const { baseUrl } of Object.values(target.services)) {
    if (proxyFor(new URL(baseUrl).origin, target.proxy) === undefined) continue;
    const message = `the target "${target.name}" is reached through an HTTP proxy: ${new URL(baseUrl).origin}`;
    const hint = "start `assay proxy` where the server can be reached straight";
    throw new UsageError("proxy-target", [{ message, hint }]);
  }
  return target;
}

function tell({ port }: ProxySession, target: Target, { host }: ProxyCommandOptions): void {
  const written = host.includes(":") ? `[${host}]` : host;
  const address = `http://${written}:${port}`;
  const places = Object.entries(target.services).map(([name, { baseUrl }]) => {
    const { origin } = new URL(baseUrl);
    return `  ${name}  ${address}${baseUrl.slice(origin.length)}  for ${baseUrl}`;
  });
  print(
    `${[`listening on ${address}`, ...places.map(visible), "Press Ctrl-C to end it and write the report."].join("\n")}\n`,
  );
  if (!isLoopback(address)) {
    say(
      `who reaches ${visible(address)} reaches the target "${visible(target.name)}" through it\n`,
    );
  }
}

/** Rules over some bindings alone; what is the only one of its services stays. */
function overBindings(
  rules: readonly Rule[],
  wanted: ProxyCommandOptions["binding"],
): readonly Rule[] {
  if (!wanted) return rules;
  return rules.map((rule) => ({
    ...rule,
    bindings: rule.bindings.filter((one) => traitsOf(one).isAlone || wanted.includes(one)),
  }));
}

/** Ctrl-C, SIGTERM, or the time is up; a second signal ends the process at once, until `release`. */
function whenToEnd(ms: number | undefined): {
  readonly come: Promise<void>;
  /** Aborted at once, whatever is under way. */
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const over = new AbortController();
  const come = new Promise<void>((resolve) => {
    over.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const end = (): void => over.abort();
  const timer = ms === undefined ? undefined : setTimeout(end, ms);
  const forget = whenSignalled(end);
  return {
    come,
    signal: over.signal,
    release: () => {
      clearTimeout(timer);
      forget();
    },
  };
}
