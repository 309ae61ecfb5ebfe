import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { initialTargetsFile } from "../config/targets/init.ts";
import { UsageError } from "../model/errors.ts";
import type { Service } from "../model/service.ts";
import type { ServiceName } from "../model/target.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import { collect } from "./filter-options.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { print } from "./terminal.ts";

const FILE = "targets.json";
const INSTALLED_SCHEMA = "./node_modules/assay/specs/schema/targets.schema.json";
const OWN_SCHEMA = "./specs/schema/targets.schema.json";

interface InitOptions {
  readonly specs?: readonly string[];
  readonly service?: readonly string[];
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
      new Option("--service <name>", "only these services; default all").argParser(collect),
    )
    .action(async ({ specs: folders, service: wanted }: InitOptions) => {
      const { specs } = await loadWrittenRules(folders ? { specs: folders } : {});
      const services = wanted ? pickServices(wanted, specs.services) : specs.services;
      const schema = existsSync(OWN_SCHEMA) ? OWN_SCHEMA : INSTALLED_SCHEMA;
      try {
        await writeFile(FILE, initialTargetsFile(schema, services, folders), { flag: "wx" });
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
      print(
        `wrote ${FILE}\n\nnext: npx assay run       judges the built-in server\n      npx assay check     looks at the targets that you add to ${FILE}\n`,
      );
    });
}

/** @throws UsageError (`service-unknown`) for a name that no rule file describes */
function pickServices(
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
