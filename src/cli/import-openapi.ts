import { existsSync } from "node:fs";
import { join } from "node:path";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import { VOCABULARY } from "../built-in/vocabulary.ts";
import { describeCalls } from "../import/openapi/describe-calls.ts";
import type { DescribedCall } from "../import/openapi/described-call.ts";
import { matchOpenApi, serverOf } from "../import/openapi/match-openapi.ts";
import { type OpenApi, readOpenApi } from "../import/openapi/read-openapi.ts";
import { serviceNameOf, servicePack } from "../import/openapi/service-pack.ts";
import { importedTargetsFile } from "../import/targets-file.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { bindingThat, hasPlaces } from "../model/binding.ts";
import { UsageError } from "../model/errors.ts";
import type { Specs } from "../model/rule.ts";
import { compileSpecs } from "../rules/compile/compile-specs.ts";
import { readImported, schemaFor, writeImported } from "./import-files.ts";
import type { ImportOptions } from "./import-options.ts";
import { fromFolderOf, saidOf } from "./import-wsdl.ts";
import { gitHint } from "./init-command.ts";
import { loadWrittenRules } from "./load-rules.ts";
import { print } from "./terminal.ts";

const TARGETS_FILE = "targets.json";
const SERVICE_FILE = "service.yaml";
const NAME = /^[a-z][a-z0-9-]*$/;

/** A targets file where the document is of a service that is known, else a service of one's own. */
export async function importOpenApi(path: string, options: ImportOptions): Promise<number> {
  const { service, specs: folders } = options;
  const { specs } = await loadWrittenRules(folders ? { specs: folders } : {});
  const { name: file, text } = readImported(path);
  const document = await readOpenApi(path === "-" ? undefined : path, file, text);
  const calls = describeCalls(document);
  const isKnown = service === undefined || Object.hasOwn(specs.services, service);
  const match = isKnown ? matchOpenApi(calls, specs, { service, file }) : undefined;
  const about = { document, calls, specs, file };
  if (match) writeTargets(match, about, options);
  else writePack(about, options);
  return EXIT.conforms;
}

interface About {
  readonly document: OpenApi;
  readonly calls: readonly DescribedCall[];
  readonly specs: Specs;
  readonly file: string;
}

function writeTargets(
  { prefix, known, ...found }: NonNullable<ReturnType<typeof matchOpenApi>>,
  { document, calls, specs, file }: About,
  { out = TARGETS_FILE, url, force = false, specs: folders = [] }: ImportOptions,
): void {
  const match = { ...found, baseUrl: serverOf(document, { url, prefix, file }) };
  const written = importedTargetsFile(match, {
    schema: schemaFor(out),
    services: specs.services,
    folders: folders.map((folder) => fromFolderOf(out, folder)),
  });
  writeImported(out, written, { force });
  const others = calls.length - known.length;
  const lines = [
    `${match.service} at ${match.baseUrl}, over ${match.bindings.join(", ")}`,
    `  offers   ${known.length} of ${known.length + match.absent.length} documented operations: ${known.join(", ")}`,
    ...(match.absent.length > 0
      ? [`  lacks    ${match.absent.join(", ")} (operations.absent)`]
      : []),
    ...(others > 0 ? [`  unknown  ${count(others, "operation")} more: no rule is about them`] : []),
  ];
  print(`${[...lines, ...saidOf(out, written), ...gitHint()].join("\n")}\n`);
}

function writePack(
  { document, calls, specs, file }: About,
  { out, url, force = false, service: wanted }: ImportOptions,
): void {
  const taken = Object.keys(specs.services);
  const service = wanted ?? serviceNameOf(document.title, taken);
  if (!NAME.test(service)) {
    const message = `"${service}" cannot name a service`;
    throw new UsageError("service-unknown", [
      { message, hint: "use small letters, digits and dashes, such as depot" },
    ]);
  }
  const folder = out ?? service;
  const baseUrl = serverOf(document, { url, prefix: "", file });
  const head = { service, title: document.title, baseUrl, from: file };
  const text = servicePack(head, calls);
  const path = join(folder, SERVICE_FILE);
  // A mistake of ours is told as one, and nothing is written.
  const compiled = compileSpecs([{ path, text }], VOCABULARY.generators, VOCABULARY.properties);
  const targets = join(folder, TARGETS_FILE);
  const written = importedTargetsFile(
    { service, baseUrl, bindings: [bindingThat(hasPlaces)], absent: [], settings: {} },
    { schema: schemaFor(targets), services: compiled.services, folders: ["."] },
  );
  for (const one of force ? [] : [path, targets]) {
    if (!existsSync(one)) continue;
    const message = `${visible(one)} is there already`;
    throw new UsageError("import-exists", [
      { message, hint: "--force writes over it, -o names another folder" },
    ]);
  }
  writeImported(path, text, { force });
  const [first = "", ...rest] = saidOf(targets, written);
  const described = Object.keys(compiled.operations[service] ?? {});
  const lines = [
    `${service} at ${baseUrl}: ${count(described.length, "operation")}, which no rule is about yet`,
    `wrote ${path}`,
    first,
    ...rest.slice(0, -1),
    `      docs/add-a-service.md and docs/write-a-rule.md: what it promises, as rules in ${folder}`,
  ];
  writeImported(targets, written, { force });
  print(`${[...lines, ...gitHint()].join("\n")}\n`);
}
