import { decodeText } from "../../judge/answer/decode-text.ts";
import { type Seen, type Sight, sightOf } from "../../judge/answer/is-unknown-operation.ts";
import type { Response } from "../../judge/answer/not-an-answer.ts";
import { parseXml, type XmlElement } from "../../judge/answer/parse-xml.ts";
import { readAnswer } from "../../judge/answer/read-answer.ts";
import { type Binding, hasBinding, isSoap, traitsOf } from "../../model/binding.ts";
import type { FoundOperation, OperationStanding } from "../../model/offer.ts";
import type { Operation } from "../../model/operation.ts";
import { namesInPath } from "../../model/path-template.ts";
import type { ServiceName } from "../../model/target.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import { bindingsOf, firstLacking } from "./applicability.ts";
import { type HarmlessValues, harmlessValues } from "./harmless-call.ts";
import { NO_SUCH_OPERATION, NO_SUCH_PATH, sendHarmlessly, sendNoSuch } from "./send-harmless.ts";
import { SetUpError } from "./sessions.ts";
import type { Remover, Sender } from "./target-parts.ts";

/**
 * Asks a target for every documented operation of a service, over one binding after the other until it
 * answers as itself. What answers as unknown over every binding, and never otherwise, is not offered; what
 * got no answer, or one that may mean anything, counts as offered.
 */
export async function whatIsOffered(
  open: Remover,
  service: ServiceName,
): Promise<readonly FoundOperation[]> {
  const entry = open.target.services[service];
  if (!entry) return [];
  const asked = Object.values(open.operations[service] ?? {}).filter(
    ({ fromTarget }) => fromTarget === undefined,
  );
  const look = looker(open);
  const found = await Promise.all(
    asked.map(async (operation): Promise<FoundOperation> => {
      const isAbsent = entry.operations.absent.includes(operation.name);
      const standing = standingOf(await look(operation), isAbsent);
      return { service, name: operation.name, standing };
    }),
  );
  const isTold = ({ standing }: FoundOperation): boolean =>
    standing === "not offered" || standing === "declared absent, but answers";
  const hasWsdl = hasBinding(open.services[service] ?? { bindings: [] }, isSoap);
  if (!hasWsdl || !found.some(isTold)) return found;
  const listed = await listedInWsdl(open, entry);
  if (!listed) return found;
  return found.map((one) =>
    isTold(one) ? { ...one, wsdl: listed.has(one.name) ? "lists" : "omits" } : one,
  );
}

function standingOf(sight: Sight | "not tried", isAbsent: boolean): OperationStanding {
  if (isAbsent) return sight === "itself" ? "declared absent, but answers" : "declared absent";
  if (sight === "not tried") return sight;
  return sight === "unknown" ? "not offered" : "offered";
}

/** Looks at one operation after the other; what every one needs to be compared with is asked once. */
function looker(open: Remover): (operation: Operation) => Promise<Sight | "not tried"> {
  const plainTwins = new Map<string, Promise<Response | undefined>>();

  /** What an operation that no server has gets, without any parameter. */
  const plainTwin = (operation: Operation, binding: Binding): Promise<Response | undefined> => {
    const nothing = { with: {}, credential: undefined };
    const key = `${binding} ${operation.http?.method ?? ""}`;
    const twin = plainTwins.get(key) ?? twinOf(bare(operation), binding, nothing);
    plainTwins.set(key, twin);
    return twin;
  };

  const twinOf = (operation: Operation, binding: Binding, values: HarmlessValues) =>
    responseOf(() => sendNoSuch(open, operation, binding, values));

  const sightOver = async (
    operation: Operation,
    binding: Binding,
    values: HarmlessValues,
  ): Promise<Sight> => {
    const response = await responseOf(() => sendHarmlessly(open, operation, binding, values));
    const twin = response && (await plainTwin(operation, binding));
    if (!response || !twin) return "doubtful";
    // A place in the path where nothing is has no other answer than one that is not there.
    const hasPlaces = namesInPath(operation.http?.path ?? "").length > 0;
    if (hasPlaces && response.status === NOT_FOUND) return "doubtful";
    const seen = seenAs(response, operation, binding);
    const other = seenAs(twin, operation, binding, nameless(binding));
    // A server that answers what it does not know in words of its own may look at the arguments.
    if (!["element", "document"].includes(other.answer.kind)) return sightOf(seen, other);
    const same = await twinOf(operation, binding, values);
    return same ? sightOf(seen, seenAs(same, operation, binding, nameless(binding))) : "doubtful";
  };

  return async (operation) => {
    const values = harmlessValues(open, operation);
    const { target } = open;
    const mayCreate = target.safety === "read-only" && operation.creates !== undefined;
    const offered = bindingsOf(operation.service, target);
    const bindings = operation.bindings.filter((binding) => offered.includes(binding));
    const isOptional = firstLacking(operation.needs ?? [], operation.service, open) !== undefined;
    if (!values || mayCreate || isOptional || bindings.length === 0) return "not tried";
    const sights: Sight[] = [];
    for (const binding of bindings) {
      sights.push(await sightOver(operation, binding, values));
      if (sights.includes("itself")) return "itself";
    }
    return sights.every((sight) => sight === "unknown") ? "unknown" : "doubtful";
  };
}

const NOT_FOUND = 404;

/** A name or a path that no operation has. */
function nameless(binding: Binding): string {
  return traitsOf(binding).namedBy === "route" ? NO_SUCH_PATH : NO_SUCH_OPERATION;
}

function bare(operation: Operation): Operation {
  return { ...operation, parameters: [] };
}

function seenAs(
  response: Response,
  operation: Operation,
  binding: Binding,
  name = operation.http?.path ?? operation.name,
): Seen {
  const givesElement = operation.answer === "xml";
  return { name, response, givesElement, answer: readAnswer(response, operation, binding) };
}

/** Undefined when no answer came: that says nothing of an operation. */
async function responseOf(
  send: () => Promise<{ readonly reply: Response | { readonly kind: "failure" } }>,
): Promise<Response | undefined> {
  try {
    const { reply } = await send();
    return reply.kind === "response" ? reply : undefined;
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

const HTTP_OK = 200;

/** The operations that a server's own WSDL lists; undefined where there is no WSDL to read. */
async function listedInWsdl(
  open: Pick<Sender, "client">,
  { baseUrl, headers = {} }: WireService,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const url = `${baseUrl}?WSDL`;
    const reply = await open.client.send({ method: "GET", url, headers, body: null });
    if (reply.kind === "failure" || reply.status !== HTTP_OK) return undefined;
    const root = parseXml(decodeText(reply.body) ?? "");
    if ("malformed" in root || root.name !== "definitions") return undefined;
    const names = root.children.filter(({ name }) => name === "portType").flatMap(operationNames);
    return names.length > 0 ? new Set(names) : undefined;
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

function operationNames({ children }: XmlElement): readonly string[] {
  return children.flatMap(({ name, attributes }) =>
    name === "operation" ? (attributes["name"] ?? []) : [],
  );
}
