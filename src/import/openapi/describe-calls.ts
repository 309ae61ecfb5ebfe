import type { BodyKind } from "../../model/operation.ts";
import type { DescribedCall, DescribedParameter } from "./described-call.ts";
import { followed, membersOf, type OpenApi } from "./read-openapi.ts";
import { credentialOf, schemeOf } from "./security.ts";

type Members = Readonly<Record<string, unknown>>;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
/** OpenAPI has these said elsewhere, and HTTP writes the others by itself. */
const NO_PARAMETERS =
  /^(?:accept|content-type|authorization|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|host)$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** The types of bodies that a service file can say, the plainest first. */
const BODIES: readonly (readonly [type: RegExp, kind: BodyKind])[] = [
  [/^application\/(?:[\w.-]+\+)?json\b/i, "json"],
  [/^application\/x-www-form-urlencoded\b/i, "form"],
  [/^multipart\/form-data\b/i, "multipart"],
  [/./, "raw"],
];
/** What a raw body is called. */
const CONTENT = "content";

/** Every operation of a document in its order. */
export function describeCalls({ root }: OpenApi): readonly DescribedCall[] {
  const names = new Map<string, number>();
  return Object.entries(membersOf(root["paths"])).flatMap(([path, item]) =>
    METHODS.flatMap((method): readonly DescribedCall[] => {
      const shared = followed(item, root);
      const operation = shared[method];
      if (typeof operation !== "object" || operation === null) return [];
      const name = newName(nameOf(membersOf(operation), method, path), names);
      return [describe({ name, method, path }, membersOf(operation), { shared, root })];
    }),
  );
}

function describe(
  { name, method, path }: { readonly name: string; readonly method: string; readonly path: string },
  operation: Members,
  { shared, root }: { readonly shared: Members; readonly root: Members },
): DescribedCall {
  const leftOut: string[] = [];
  const found = new Map<string, DescribedParameter>();
  const add = (parameter: DescribedParameter): void => {
    const before = found.get(parameter.name);
    if (before && before.in !== parameter.in) {
      leftOut.push(`${parameter.name} in ${parameter.in}: ${before.in} has one of that name`);
    } else found.set(parameter.name, parameter);
  };
  const scheme = schemeOf(operation["security"] ?? root["security"], root);
  if (scheme && "leftOut" in scheme) leftOut.push(scheme.leftOut);
  else if (scheme) add(credentialOf(scheme));
  for (const one of [...listOf(operation["parameters"]), ...listOf(shared["parameters"])]) {
    const parameter = parameterOf(followed(one, root), root);
    if (parameter && "leftOut" in parameter) leftOut.push(parameter.leftOut);
    else if (parameter && !found.has(parameter.name)) add(parameter);
  }
  // A path may name what nobody describes.
  for (const [, inPath = ""] of path.matchAll(/\{([^{}]+)\}/g)) {
    if (found.get(inPath)?.in === "path") continue;
    found.set(inPath, { name: inPath, type: "string", in: "path", required: true });
  }
  const body = bodyOf(followed(operation["requestBody"], root), root);
  for (const one of body?.parameters ?? []) add(one);
  const { summary, description } = operation;
  const title = [summary, description].find((one) => typeof one === "string" && one.trim() !== "");
  return {
    name,
    method: method.toUpperCase(),
    path,
    title:
      String(title ?? "")
        .split("\n")[0]
        ?.trim() ?? "",
    parameters: [...found.values()],
    ...(body ? { body: body.kind } : {}),
    answer: answerOf(method, membersOf(operation["responses"]), root),
    ...(scheme && !("leftOut" in scheme) ? { security: scheme.name } : {}),
    leftOut,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The operation's own name, or one of its method and path, as a rule file may write it. */
function nameOf({ operationId }: Members, method: string, path: string): string {
  const words = (typeof operationId === "string" ? operationId : `${method} ${path}`).split(
    /[^0-9A-Za-z]+/,
  );
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `Call${joined}`;
}

/** @param names those that are taken, each with the number that the next of that name tries first */
function newName(wanted: string, names: Map<string, number>): string {
  let name = wanted;
  let number = names.get(wanted) ?? 1;
  while (names.has(name)) name = `${wanted}${++number}`;
  names.set(wanted, number);
  if (!names.has(name)) names.set(name, 1);
  return name;
}

function parameterOf(
  parameter: Members,
  root: Members,
): DescribedParameter | { readonly leftOut: string } | undefined {
  const { name, in: place, required, content } = parameter;
  const schema = followed(parameter["schema"], root);
  if (typeof name !== "string" || name === "") return undefined;
  if (place === "cookie") return { leftOut: `the cookie ${name}` };
  if (place !== "path" && place !== "query" && place !== "header") return undefined;
  if (place === "header" && NO_PARAMETERS.test(name)) return undefined;
  if (place === "header" && !HEADER_NAME.test(name)) return { leftOut: `the header ${name}` };
  if (content !== undefined) return { leftOut: `${name} in ${place}, which is a document itself` };
  return {
    name,
    type: typeOf(schema),
    in: place,
    required: place === "path" || required === true,
    ...defaultOf(schema),
  };
}

function typeOf({ type, format, contentEncoding }: Members): DescribedParameter["type"] {
  const [first] = [type].flat().filter((one) => one !== "null");
  if (first === "integer") return "int";
  if (first === "boolean") return "bool";
  if (first === "string" && format === "uuid") return "guid";
  const isBytes = format === "binary" || format === "byte" || contentEncoding === "base64";
  return first === "string" && isBytes ? "bytes" : "string";
}

function defaultOf({ default: standard }: Members): Pick<DescribedParameter, "default"> {
  const isPlain = ["string", "number", "boolean"].includes(typeof standard);
  return isPlain ? { default: standard as string | number | boolean } : {};
}

/** The body of the first type that can be said, and what it is made of. */
function bodyOf(
  { content }: Members,
  root: Members,
): { readonly kind: BodyKind; readonly parameters: readonly DescribedParameter[] } | undefined {
  const types = Object.entries(membersOf(content));
  for (const [pattern, kind] of BODIES) {
    const [type, media] = types.find(([name]) => pattern.test(name)) ?? [];
    if (type === undefined) continue;
    if (kind === "raw") return { kind, parameters: rawParameters(type) };
    const parameters = propertiesOf(followed(followed(media, root)["schema"], root), root);
    // What is no object goes as it is.
    if (parameters.length === 0) return { kind: "raw", parameters: rawParameters(type) };
    return { kind, parameters };
  }
  return undefined;
}

function rawParameters(type: string): readonly DescribedParameter[] {
  const isNamed = !/[*;]/.test(type) && !/^application\/octet-stream$/i.test(type);
  const content: DescribedParameter = { name: CONTENT, type: "bytes", in: "body", required: true };
  return isNamed
    ? [
        { name: "Content-Type", type: "string", in: "header", required: true, default: type },
        content,
      ]
    : [content];
}

/** Schemas that are put together nest; nobody writes more levels than these. */
const MOST_LEVELS = 8;

function propertiesOf(schema: Members, root: Members): readonly DescribedParameter[] {
  return [...collected(schema, root, new Set(), 0).values()];
}

/**
 * By their names; what stands nearer counts. A schema that is met again by way of another one has said what it
 * has to say: a document is not told as often as its references lead to the same.
 */
function collected(
  schema: Members,
  root: Members,
  seen: Set<object>,
  level: number,
): ReadonlyMap<string, DescribedParameter> {
  const found = new Map<string, DescribedParameter>();
  if (level > MOST_LEVELS || seen.has(schema)) return found;
  seen.add(schema);
  const required = new Set(listOf(schema["required"]));
  for (const [name, property] of Object.entries(membersOf(schema["properties"]))) {
    const described = followed(property, root);
    if (described["readOnly"] === true || name === "") continue;
    found.set(name, {
      name,
      type: typeOf(described),
      in: "body",
      required: required.has(name),
      ...defaultOf(described),
    });
  }
  for (const one of listOf(schema["allOf"])) {
    for (const [name, inherited] of collected(followed(one, root), root, seen, level + 1)) {
      if (!found.has(name)) found.set(name, inherited);
    }
  }
  return found;
}

/** What the body of a success is. */
function answerOf(method: string, responses: Members, root: Members): DescribedCall["answer"] {
  const [, success] = Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  const types = Object.keys(membersOf(followed(success, root)["content"]));
  if (method === "head" || types.length === 0) return "none";
  if (types.some((type) => /[/+]json\b/i.test(type))) return "json";
  return types.some((type) => /[/+]xml\b/i.test(type)) ? "xml" : "bytes";
}
