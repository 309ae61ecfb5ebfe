import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { readText } from "../config/files/read-text.ts";
import { initialTargetsFile } from "../config/targets/init.ts";
import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import type { Service } from "../model/service.ts";
import type { ServiceName } from "../model/target.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import { collect } from "./filter-options.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { print } from "./terminal.ts";

const FILE = "targets.json";
const INSTALLED_SCHEMA = "./node_modules/assay/specs/schema/targets.schema.json";
const OWN_SCHEMA = "./specs/schema/targets.schema.json";

/** What a run writes, and what nobody should publish. */
const NOT_FOR_GIT = [".assay/", "assay-report/", ".env"];

interface InitOptions {
  readonly specs?: readonly string[];
  readonly service?: readonly string[];
  readonly url?: string;
}

/** `assay init`: a commented starting targets.json; never over an existing one. */
export function initCommand(): Command {
  return new Command("init")
    .description("write a targets.json to start from, with comments")
    .addOption(
      new Option("--specs <dir>", "further rule files, with services of their own").argParser(
        collect,
      ),
    )
    .addOption(
      new Option(
        "--service <names>",
        "what your server offers, such as tus; without it the others than the largest are comments",
      ).argParser(collect),
    )
    .option("--url <url>", "where it is: the base URL of the one service")
    .action(init);
}

async function init({ specs: folders, service: wanted, url }: InitOptions): Promise<void> {
  const { specs } = await loadWrittenRules(folders ? { specs: folders } : {});
  const offered = wanted
    ? Object.keys(pickServices(wanted, specs.services))
    : await usual(specs, folders);
  if (url !== undefined) checkUrl(url, wanted, specs.services);
  const schema = existsSync(OWN_SCHEMA) ? OWN_SCHEMA : INSTALLED_SCHEMA;
  const text = initialTargetsFile({
    ...{ schema, services: specs.services, offered, isChosen: wanted !== undefined },
    ...(url === undefined ? {} : { url }),
    ...(folders === undefined ? {} : { folders }),
  });
  try {
    await writeFile(FILE, text, { flag: "wx" });
  } catch (error) {
    const exists = (error as { readonly code?: unknown }).code === "EEXIST";
    const message = exists
      ? `${FILE} is there already`
      : `cannot write ${FILE}: ${(error as Error).message}`;
    const hint = exists
      ? "move it away to start again"
      : "run it in a folder that you can write to";
    throw new UsageError("init-failed", [{ message, hint }]);
  }
  print(`${[`wrote ${FILE}`, ...whatNext(offered, wanted, specs), ...gitHint()].join("\n")}\n`);
}

/** Services of one's own, where there are; else that of most rules. */
async function usual(
  { services, rules }: Specs,
  folders: readonly string[] | undefined,
): Promise<readonly ServiceName[]> {
  const names = Object.keys(services);
  const builtIn = folders ? Object.keys((await loadWrittenRules({})).specs.services) : names;
  const own = names.filter((name) => !builtIn.includes(name));
  if (own.length > 0) return own;
  const size = (name: ServiceName): number =>
    rules.filter(({ service }) => service === name).length;
  return [...names].sort((a, b) => size(b) - size(a)).slice(0, 1);
}

function whatNext(
  offered: readonly ServiceName[],
  wanted: readonly string[] | undefined,
  { services }: Specs,
): readonly string[] {
  if (wanted) {
    return [
      "",
      "next: npx assay check     looks at your server, the target mine",
      "      npx assay run       judges it",
      "      npx assay run -t reference   judges the built-in server",
    ];
  }
  const others = Object.keys(services).filter((name) => !offered.includes(name));
  return [
    ...(others.length > 0
      ? [
          `its target mine offers ${offered.join(", ")}; ${others.join(", ")}: as comments (--service chooses)`,
        ]
      : []),
    "",
    "next: npx assay run                judges the built-in server",
    `      npx assay check -t mine      looks at yours, once ${FILE} says where it is`,
    "      npx assay run -t mine        judges it",
  ];
}

/** What .gitignore does not have yet. */
export function gitHint(): readonly string[] {
  const path = ".gitignore";
  const has = existsSync(path) ? readText(path).split(/\r?\n/) : [];
  const bare = new Set(has.map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = NOT_FOR_GIT.filter((one) => !bare.has(one.replace(/\/$/, "")));
  return missing.length > 0 ? ["", `for ${path}: ${missing.join(" ")}`] : [];
}

/** @throws UsageError (`init-failed`) for what is no address, or that of nobody knows which service */
function checkUrl(
  url: string,
  wanted: readonly string[] | undefined,
  services: Readonly<Record<ServiceName, Service>>,
): void {
  if (wanted?.length !== 1) {
    const message = "--url is the address of one service: --service says of which";
    const hint = `known: ${Object.keys(services).join(", ")}`;
    throw new UsageError("init-failed", [{ message, hint }]);
  }
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return;
  const message = `--url is not an http or https URL: "${url}"`;
  throw new UsageError("init-failed", [{ message, hint: "write it like http://127.0.0.1:8080" }]);
}

/** @throws UsageError (`service-unknown`) for a name that no rule file describes */
export function pickServices(
  wanted: readonly string[],
  services: Readonly<Record<ServiceName, Service>>,
): Readonly<Record<ServiceName, Service>> {
  const known = Object.keys(services);
  const problems = wanted
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = didYouMean(name, known);
      const hint = near === undefined ? `known: ${known.join(", ")}` : `did you mean "${near}"?`;
      return { message: `there is no service "${name}"`, hint };
    });
  if (problems.length > 0) throw new UsageError("service-unknown", problems);
  return Object.fromEntries(Object.entries(services).filter(([name]) => wanted.includes(name)));
}
