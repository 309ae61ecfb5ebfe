import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { initialTargetsFile } from "../config/targets/init.ts";
import { UsageError } from "../model/errors.ts";
import { collect } from "./filter-options.ts";
import { loadWrittenRules } from "./load-rules.ts";

const FILE = "targets.json";
const INSTALLED_SCHEMA = "./node_modules/assay/specs/schema/targets.schema.json";
const OWN_SCHEMA = "./specs/schema/targets.schema.json";

/** `assay init`: a commented starting targets.json; never over an existing one. */
export function initCommand(): Command {
  return new Command("init")
    .description("write a targets.json to start from, with comments")
    .addOption(
      new Option("--specs <dir>", "further rule files, with services of their own").argParser(
        collect,
      ),
    )
    .action(async ({ specs: folders }: { readonly specs?: readonly string[] }) => {
      const { specs } = await loadWrittenRules(folders ? { specs: folders } : {});
      const schema = existsSync(OWN_SCHEMA) ? OWN_SCHEMA : INSTALLED_SCHEMA;
      try {
        await writeFile(FILE, initialTargetsFile(schema, specs.services, folders), { flag: "wx" });
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
      process.stdout.write(
        `wrote ${FILE}\n\nnext: npx assay run       judges the built-in server\n      npx assay check     looks at the targets that you add to ${FILE}\n`,
      );
    });
}
