import { dirname, relative, resolve } from "node:path";
import { importedTargetsFile } from "../import/targets-file.ts";
import { matchWsdl, type WsdlMatch } from "../import/wsdl/match-wsdl.ts";
import { readWsdl } from "../import/wsdl/read-wsdl.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { readImported, schemaFor, writeImported } from "./import-files.ts";
import type { ImportOptions } from "./import-options.ts";
import { gitHint, pickServices } from "./init-command.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { print } from "./terminal.ts";

const TARGETS_FILE = "targets.json";

/** A targets file of a WSDL, and what of it Assay knows. */
export async function importWsdl(path: string, options: ImportOptions): Promise<number> {
  const { out = TARGETS_FILE, service, url, specs: folders, force = false } = options;
  const { specs } = await loadWrittenRules(folders ? { specs: folders } : {});
  if (service !== undefined) pickServices([service], specs.services);
  const { name: file, text } = readImported(path);
  const match = matchWsdl(readWsdl(file, text), specs, { file, service, url });
  const written = importedTargetsFile(match, {
    schema: schemaFor(out),
    services: specs.services,
    folders: (folders ?? []).map((folder) => fromFolderOf(out, folder)),
  });
  writeImported(out, written, { force });
  print(`${[...wordsOf(match), ...saidOf(out, written), ...gitHint()].join("\n")}\n`);
  return EXIT.conforms;
}

/** A folder as a file beside it names it. */
export function fromFolderOf(file: string, folder: string): string {
  const path = relative(dirname(resolve(file)), resolve(folder)).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function wordsOf({ service, baseUrl, bindings, known, absent, unknown }: WsdlMatch): string[] {
  const lines = [
    `${service} at ${baseUrl}, over ${bindings.join(", ")}`,
    `  offers   ${known.length} of ${known.length + absent.length} documented operations: ${known.join(", ")}`,
  ];
  if (absent.length > 0) lines.push(`  lacks    ${absent.join(", ")} (operations.absent)`);
  if (unknown.length > 0) lines.push(`  unknown  ${unknown.join(", ")}: no rule is about them`);
  return lines;
}

/** What was written, what it wants to know, and what to do with it. */
export function saidOf(out: string, written: string): readonly string[] {
  const targets = out === TARGETS_FILE ? "" : ` --targets ${out}`;
  const variables = [...written.replace(/^\s*\/\/.*$/gm, "").matchAll(/\$\{([A-Z_]+):-/g)].map(
    ([, name = ""]) => name,
  );
  return [
    `wrote ${out}`,
    ...(variables.length > 0
      ? [`  takes    ${[...new Set(variables)].join(", ")} from the environment or .env`]
      : []),
    "",
    `next: npx assay check${targets}   is it there, and are its settings right`,
    `      npx assay run${targets}     judges it`,
  ];
}
