import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { $RefParser } from "@apidevtools/json-schema-ref-parser";
import { readText } from "../../config/files/read-text.ts";
import { UsageError } from "../../model/errors.ts";
import { percentDecoded } from "../../model/percent-decoded.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import { parseJsonDocument } from "../../schema/json-document.ts";
import { parseYamlDocument } from "../../schema/yaml-document.ts";

type Members = Readonly<Record<string, unknown>>;

/**
 * An OpenAPI 3 document whose references all lead into itself, also those that led into other files. They stay
 * references, for {@link followed} to follow: written out, a few levels of them are more than fits anywhere.
 */
export interface OpenApi {
  readonly title: string;
  readonly version: string;
  readonly root: Members;
}

const MOST_REFERENCES = 20_000;
const MOST_FILE_BYTES = 16 * 1024 * 1024;
const HINT = "give an OpenAPI 3.0 or 3.1 document, as JSON or YAML";

/**
 * Reads an OpenAPI 3.0 or 3.1 document. References lead nowhere but into the document and into files of its
 * folder and below: nothing is fetched.
 *
 * @param file its path, or undefined for standard input, which has no folder
 * @param name as messages call it
 * @throws UsageError (`openapi-invalid`, `json-syntax`, `yaml-syntax`) with the place
 */
export async function readOpenApi(
  file: string | undefined,
  name: string,
  text: string,
): Promise<OpenApi> {
  const document = /^\uFEFF?\s*\{/.test(text)
    ? parseJsonDocument(name, text)
    : parseYamlDocument(name, text);
  const root = checkVersion(document);
  checkReferences(document, file === undefined ? undefined : dirname(resolve(file)));
  const whole = await bundled(root, file, document);
  const { title, version } = membersOf(whole["info"]);
  return {
    title: typeof title === "string" && title.trim() !== "" ? title.trim() : basename(name),
    version: typeof version === "string" ? version : "",
    root: whole,
  };
}

export function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Members)
    : {};
}

/** References that lead to one another; nobody writes longer chains. */
const MOST_HOPS = 32;

/** The members of a value; where it is a reference, of what it leads to, and what stands beside the reference. */
export function followed(value: unknown, root: Members): Members {
  let found = membersOf(value);
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const { $ref: reference, ...beside } = found;
    if (typeof reference !== "string" || !reference.startsWith("#/")) return found;
    const [, ...keys] = reference.split("/");
    const ledTo = keys
      .map((key) => percentDecoded(key).replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<Members>((whole, key) => membersOf(own(whole, key)), root);
    found = Object.keys(beside).length > 0 ? { ...ledTo, ...beside } : ledTo;
  }
  return {};
}

function own(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function checkVersion(document: SourceDocument): Members {
  const refuse = (message: string, path: DocumentPath, hint: string): UsageError =>
    new UsageError("openapi-invalid", [{ message, at: document.positionOf(path), hint }]);
  const root = membersOf(document.value);
  const { openapi, swagger, paths } = root;
  if (swagger !== undefined) {
    const message = `this is a Swagger ${String(swagger)} document, and only OpenAPI 3 is read`;
    throw refuse(message, ["swagger"], "convert it first: npx swagger2openapi FILE");
  }
  if (typeof openapi !== "string") {
    const message = 'this is not an OpenAPI document: it has no text "openapi" with its version';
    throw refuse(message, "openapi" in root ? ["openapi"] : [], HINT);
  }
  if (!/^3\.[012](?:\.|$)/.test(openapi)) {
    throw refuse(`OpenAPI ${openapi} is not read`, ["openapi"], HINT);
  }
  if (Object.keys(membersOf(paths)).length === 0) {
    const message = "the document describes no paths";
    throw refuse(message, paths === undefined ? [] : ["paths"], "give the one that does");
  }
  return root;
}

/** Checks where the references of the document itself lead, each with its place. */
function checkReferences(document: SourceDocument, folder: string | undefined): void {
  let count = 0;
  const problems: {
    message: string;
    at: ReturnType<SourceDocument["positionOf"]>;
    hint: string;
  }[] = [];
  const visit = (value: unknown, path: DocumentPath): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key];
      if (key !== "$ref" || typeof inner !== "string") {
        visit(inner, place);
        continue;
      }
      count++;
      const why = inner.startsWith("#") ? undefined : whyNot(inner, folder);
      if (why !== undefined) {
        const hint = "copy what it leads to beside the document, and refer to that";
        problems.push({ message: `"${inner}" ${why}`, at: document.positionOf(place), hint });
      }
    }
  };
  visit(document.value, []);
  if (problems.length > 0) throw new UsageError("openapi-invalid", problems);
  if (count <= MOST_REFERENCES) return;
  const message = `the document has more than ${MOST_REFERENCES} references`;
  throw new UsageError("openapi-invalid", [{ message, at: document.positionOf([]) }]);
}

/** Why a reference is not followed; undefined where it is. */
function whyNot(reference: string, folder: string | undefined): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(reference)) {
    return "leads out of this machine's files, where nothing is fetched";
  }
  if (folder === undefined) return "leads into another file, and standard input has no folder";
  const [path = ""] = reference.split("#");
  return isInside(folder, join(folder, percentDecoded(path)))
    ? undefined
    : "leads out of the folder of the document";
}

function isInside(folder: string, path: string): boolean {
  try {
    return resolve(realpathSync(path)).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    // What is not there is told when it is read.
    return resolve(path).startsWith(`${resolve(folder)}${sep}`);
  }
}

async function bundled(
  root: Members,
  file: string | undefined,
  document: SourceDocument,
): Promise<Members> {
  const folder = file === undefined ? undefined : dirname(resolve(file));
  try {
    // A value is taken by its path: relative references begin there.
    const base = file === undefined ? join(process.cwd(), "-") : resolve(file);
    const whole = await new $RefParser().bundle(base, structuredClone(root), {
      parse: { binary: false, text: false },
      resolve: {
        external: folder !== undefined,
        http: false,
        file: false,
        beside: {
          order: 1,
          canRead: true,
          read: ({ url }: { readonly url: string }) => readBeside(url, folder),
        },
      },
    });
    return membersOf(whole);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const message = `a reference cannot be followed: ${said}`;
    const hint = "references lead into the document, or into files of its folder that are there";
    throw new UsageError("openapi-invalid", [{ message, at: document.positionOf([]), hint }]);
  }
}

function readBeside(url: string, folder: string | undefined): string {
  const path = /^file:/i.test(url) ? fileURLToPath(url) : percentDecoded(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || folder === undefined || !isInside(folder, path)) {
    throw new Error(`"${url}" leads out of the folder of the document`);
  }
  return readText(path, { mostBytes: MOST_FILE_BYTES });
}
