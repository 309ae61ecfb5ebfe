import { Document, isCollection, isMap, isScalar, type YAMLMap } from "yaml";
import { visible } from "../../../reporters/text/visible.ts";
import { bindingThat, hasPlaces } from "../../model/binding.ts";
import type { DescribedCall, DescribedParameter } from "./described-call.ts";

export interface PackHead {
  /** Of the service: small letters, digits and dashes. */
  readonly service: string;
  readonly title: string;
  /** Where the document says that the server is. */
  readonly baseUrl: string;
  /** What the document is called, for the first line. */
  readonly from: string;
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
/** What a service file takes for a path. */
const PATH = /^(?:[/?][^\s#]*)?$/;
const LONGEST_LINE = 110;

/** A name for a service by the title of its document. */
export function serviceNameOf(title: string, taken: readonly string[]): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const joined = words.filter((word) => word !== "api").join("-") || "service";
  const name = /^[a-z]/.test(joined) ? joined : `service-${joined}`;
  return taken.includes(name) ? `${name}-api` : name;
}

/**
 * A service file of the operations of a document: how they are called, and what says who calls. What a document
 * of that kind cannot say stands in comments: what a call leaves on the server, and what removes it.
 */
export function servicePack(head: PackHead, calls: readonly DescribedCall[]): string {
  const said = calls.filter(({ path }) => PATH.test(path) && hasWholeBraces(path));
  const isAsked = said.some(({ security }) => security !== undefined);
  const isBasic = said.some(({ parameters }) => parameters.some((one) => one.scheme === "Basic"));
  const { service, title } = head;
  const document = new Document({
    service,
    title,
    document: { title },
    bindings: [bindingThat(hasPlaces)],
    ...(isAsked ? { credentials: credentialsOf(isBasic), capabilities: usersOf(isBasic) } : {}),
    ...greetingsOf(said),
    target: targetOf(title, isAsked, isBasic),
    example: exampleOf(head, isAsked, isBasic),
    operations: Object.fromEntries(said.map((call) => [call.name, operationOf(call)])),
  });
  document.commentBefore = lines([
    "yaml-language-server: $schema=../node_modules/assay/specs/schema/service.schema.json",
    `Made of ${head.from}. What such a document cannot say is for you to add: what a call leaves on`,
    "the server (creates), and which calls change nothing (harmless). Then the statements and rules.",
  ]);
  layOut(document, said);
  const leftOut = calls.filter((call) => !said.includes(call));
  const text = document.toString({ lineWidth: LONGEST_LINE, flowCollectionPadding: true });
  return leftOut.length === 0
    ? text
    : `${text}${lines(leftOut.map(({ method, path }) => `left out: ${method} ${path}`)).replace(/^/gm, "#")}\n`;
}

function hasWholeBraces(path: string): boolean {
  return !/[{}]/.test(path.replace(/\{[^{}]+\}/g, ""));
}

function lines(all: readonly string[]): string {
  return all.map((line) => ` ${visible(line)}`).join("\n");
}

function credentialsOf(isBasic: boolean) {
  return isBasic
    ? { setting: "users", word: "key", unknown: "basic" }
    : { setting: "keys", word: "key", unknown: "hex" };
}

function usersOf(isBasic: boolean) {
  const setting = isBasic ? "users" : "keys";
  return {
    owner: { settings: [`${setting}.owner`], missing: `owner (${setting}.owner)` },
    stranger: {
      settings: [`${setting}.stranger`],
      missing: `stranger (a second user: ${setting}.stranger)`,
    },
  };
}

function targetOf(title: string, isAsked: boolean, isBasic: boolean) {
  const who = isBasic ? { $ref: "#/$defs/user" } : { type: "string", writeOnly: true };
  const users = {
    description: isBasic ? "Two users to test as." : "The keys of two users to test with.",
    type: "object",
    additionalProperties: false,
    writeOnly: true,
    properties: {
      owner: { description: "Who makes what is tested.", ...who },
      stranger: { description: "Somebody else, who must not touch it.", ...who },
    },
    default: {},
  };
  return {
    description: `A server that speaks ${title}.`,
    properties: isAsked ? { [isBasic ? "users" : "keys"]: users } : {},
  };
}

function exampleOf({ service, baseUrl }: PackHead, isAsked: boolean, isBasic: boolean): string {
  const name = service.toUpperCase().replaceAll("-", "_");
  const user = (suffix: string): string =>
    isBasic
      ? `{ "uid": "\${${name}${suffix}_USER:-}", "pwd": "\${${name}${suffix}_PASSWORD:-}" }`
      : `"\${${name}${suffix}_KEY:-}"`;
  const users = `  "${isBasic ? "users" : "keys"}": { "owner": ${user("")}, "stranger": ${user("_OTHER")} }\n`;
  return `${JSON.stringify(service)}: {
  "baseUrl": ${JSON.stringify(baseUrl)}${isAsked ? `,\n${users}` : "\n"}}
`;
}

/** A call that changes nothing and shows that the server is there, the one with the fewest parameters. */
function greetingsOf(calls: readonly DescribedCall[]) {
  const needed = ({ parameters }: DescribedCall) =>
    parameters.filter((one) => one.required && one.type !== "key" && one.default === undefined);
  // One that asks nobody who he is answers everybody.
  const cost = (call: DescribedCall) => 2 * needed(call).length + (call.security ? 1 : 0);
  const [best] = calls
    .filter(({ method, body }) => SAFE_METHODS.includes(method) && body === undefined)
    .sort((one, other) => cost(one) - cost(other));
  if (!best) return {};
  const given = needed(best).map(({ name, type }) => [name, valueFor(type)]);
  return { greetings: [{ call: best.name, with: Object.fromEntries(given) }] };
}

function valueFor(type: DescribedParameter["type"]): string | number | boolean {
  if (type === "int") return 0;
  return type === "bool" ? false : "$unissued";
}

function operationOf({ method, path, body, answer, parameters }: DescribedCall) {
  const members = parameters.some((one) => one.in === "body");
  return {
    bindings: [bindingThat(hasPlaces)],
    answer,
    http: { method, path },
    ...(members && body !== undefined && body !== "json" ? { body } : {}),
    ...(parameters.length > 0
      ? {
          parameters: Object.fromEntries(
            parameters.map(({ name, type, in: place, scheme, default: standard }) => [
              name,
              {
                type,
                ...(place === "body" ? {} : { in: place }),
                ...(scheme === undefined ? {} : { scheme }),
                ...(standard === undefined ? {} : { default: standard }),
              },
            ]),
          ),
        }
      : {}),
  };
}

/** What a person writes in one line stands in one, and each operation has its title above it. */
function layOut(document: Document, calls: readonly DescribedCall[]): void {
  const inline = (...path: readonly string[]): void => {
    const node: unknown = document.getIn(path, true);
    if (isCollection(node)) node.flow = true;
  };
  for (const path of [["document"], ["bindings"], ["credentials"]]) inline(...path);
  const greetings: unknown = document.get("greetings", true);
  for (const one of isCollection(greetings) ? greetings.items : []) {
    if (isMap(one)) one.flow = true;
  }
  for (const who of ["owner", "stranger"]) inline("capabilities", who);
  const operations = document.get("operations", true) as YAMLMap | undefined;
  for (const { key, value } of operations?.items ?? []) {
    const call = calls.find(({ name }) => isScalar(key) && key.value === name);
    if (!call || !isScalar(key) || !isMap(value)) continue;
    const notes = [
      ...(call.title === "" ? [] : [call.title]),
      ...(makes(call)
        ? ["Does it leave something on the server? creates: { what, id, remove }"]
        : []),
      ...call.leftOut.map((what) => `Cannot be said here: ${what}`),
    ];
    if (notes.length > 0) key.commentBefore = lines(notes);
    for (const name of ["bindings", "http"]) inline("operations", call.name, name);
    for (const { name } of call.parameters) inline("operations", call.name, "parameters", name);
  }
}

function makes({ method }: DescribedCall): boolean {
  return method === "POST" || method === "PUT";
}
