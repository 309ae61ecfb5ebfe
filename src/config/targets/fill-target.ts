import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import { buildTarget } from "./build-target.ts";
import { checkAbsent } from "./check-absent.ts";
import { checkTarget } from "./check-target.ts";
import { dropEmpty } from "./drop-empty.ts";
import { type Environment, lookupIn } from "./environment.ts";
import { PORT, withFreePort } from "./free-port.ts";
import { gapProblem } from "./gap-problem.ts";
import { interpolate } from "./interpolate.ts";
import type { RawTarget } from "./raw-target.ts";
import { settingsSchema } from "./settings-schema.ts";
import { typedFields } from "./typed-fields.ts";

/** A target that can be used, or everything that is wrong with it. */
export type FilledTarget =
  | { readonly kind: "target"; readonly target: Target }
  | {
      readonly kind: "problems";
      readonly code: "variable-missing" | "targets-invalid";
      readonly problems: readonly Problem[];
    };

/** Makes targets of the entries of a targets file whose shape was checked already. */
export function fillTarget(context: {
  readonly document: SourceDocument;
  readonly environment: Environment;
  /** Where relative paths start. */
  readonly folder: string;
  /** The `.env` file as messages name it. */
  readonly dotEnv: string;
  /** Checks a document in which no variables are left. */
  readonly check: (document: SourceDocument) => readonly Problem[];
  /** Of the rule files. */
  readonly specs: Pick<Specs, "operations" | "services">;
  /** Of targets.json, with the parts of the services. */
  readonly schema: SchemaObject;
}): (name: string, entry: unknown) => FilledTarget {
  const { document, environment, folder, dotEnv, check, specs, schema } = context;
  const { services } = specs;
  const definitions = isObject(schema["$defs"]) ? schema["$defs"] : {};
  const settings = settingsSchema(definitions);
  const { target: ofTarget } = definitions;
  const known = Object.keys(environment);
  const lookup = lookupIn(environment);
  return (name, entry) => {
    const positionOf = (path: DocumentPath) => document.positionOf(["targets", name, ...path]);
    const { value, gaps } = interpolate(entry, lookup);
    if (gaps.length > 0) {
      const problems = gaps.map((gap) => gapProblem(gap, name, { known, dotEnv, positionOf }));
      const missing = gaps.every((gap) => gap.kind === "missing");
      return { kind: "problems", code: missing ? "variable-missing" : "targets-invalid", problems };
    }
    const portless = portProblem(value, name, positionOf);
    if (portless) return { kind: "problems", code: "targets-invalid", problems: [portless] };
    const { entry: ported, port } = withFreePort(value);
    const typed = typedFields(dropEmpty(ported, ofTarget, settings), ofTarget, settings);
    const filled = { ...document, value: { targets: { [name]: typed } } };
    const misfits = holdsVariables(entry) ? check(filled) : [];
    if (misfits.length > 0) return { kind: "problems", code: "targets-invalid", problems: misfits };
    // The schema has just said that it has this shape.
    const target = buildTarget(name, typed as RawTarget, {
      ...{ folder, services, environment },
      ...(port === undefined ? {} : { freePort: port }),
    });
    const problems = [
      ...checkTarget(target, specs, positionOf),
      ...checkAbsent(target, specs, positionOf),
    ];
    if (problems.length > 0) return { kind: "problems", code: "targets-invalid", problems };
    return { kind: "target", target };
  };
}

/** An address with a port that the server is not told leads nowhere. */
function portProblem(
  entry: unknown,
  name: string,
  positionOf: (path: DocumentPath) => FilePosition,
): Problem | undefined {
  if (!isObject(entry) || JSON.stringify(entry["launch"] ?? null).includes(PORT)) return undefined;
  const services = isObject(entry["services"]) ? entry["services"] : {};
  const of = Object.keys(services).find((service) => {
    const part = services[service];
    return isObject(part) && String(part["baseUrl"] ?? "").includes(PORT);
  });
  if (of === undefined) return undefined;
  const path = ["services", of, "baseUrl"];
  return {
    message: `target "${name}", ${path.join(".")} has ${PORT}, but nothing tells a server which port that is`,
    at: positionOf(path),
    hint: `start it with "launch", and write ${PORT} into its "args" or "env", too`,
  };
}

/** Without variables an entry is what the schema has already accepted. */
function holdsVariables(entry: unknown): boolean {
  return JSON.stringify(entry).includes("${");
}
