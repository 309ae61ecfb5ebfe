import { attributeOf } from "../../judge/answer/attribute-of.ts";
import type { Target, TargetUser } from "../../model/target.ts";
import { operationUrl } from "../../wire/client/endpoint.ts";
import { loginLine } from "../../wire/curl/curl-secrets.ts";
import type { CurlPart, SecretPart } from "../../wire/curl/curl-step.ts";
import { shellQuote } from "../../wire/curl/shell-quote.ts";
import { jsonPointer } from "../target/json-pointer.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { TraceEntry } from "./trace.ts";

/** A value that another run has anew, and the variable that stands for it. */
export interface Known {
  readonly value: string;
  readonly part: Exclude<CurlPart, string>;
  /** Of values from an answer: the name that steps know it by, the answer, and what it is called there. */
  readonly saved?: string;
  readonly by?: TraceEntry;
  readonly attribute?: string;
}

/** Shorter values may stand in a text by chance; ids are longer, and shorter secrets are not hidden. */
const MIN_LENGTH = 16;
const MIN_SECRET = 4;

/** Every ticket, key and password of a trace, and every value that its steps take from answers. */
export function knownValues(
  { target, tag }: OpenTarget,
  trace: readonly TraceEntry[],
): readonly Known[] {
  return [
    ...trace.flatMap((entry) => savedBy(entry, target)),
    ...trace.flatMap((entry) => formOf(entry, trace)),
    ...secretsOf(target, trace),
    ...documentNames(tag, trace).map((value, index) => {
      const saved = `newDocumentName${index === 0 ? "" : index + 1}`;
      return { saved, value, part: { saved } };
    }),
  ];
}

/** The names of documents that a trace makes: another run needs other ones, these may be taken. */
export function documentNames(tag: string, trace: readonly TraceEntry[]): readonly string[] {
  const texts = trace.flatMap(({ sent }) => [
    ...(sent?.call.arguments ?? []).map(({ value }) => value),
    sent?.request.body,
  ]);
  const names = new RegExp(`${tag}-\\d+\\.bin`, "g");
  return [
    ...new Set(
      texts.flatMap((text) => (typeof text === "string" ? (text.match(names) ?? []) : [])),
    ),
  ];
}

/**
 * The values that a step can take from variables: of a name that was saved again, the last value
 * before the step.
 */
export function knownBefore(
  known: readonly Known[],
  trace: readonly TraceEntry[],
  index: number,
): readonly Known[] {
  const earlier = trace.slice(0, index);
  return known.filter(
    ({ saved, by }, at) =>
      by === undefined ||
      (earlier.includes(by) &&
        !known
          .slice(at + 1)
          .some((one) => one.saved === saved && one.by && earlier.includes(one.by))),
  );
}

/** A text as pieces: every known value in it as its variable. */
export function withVariables(text: string, known: readonly Known[]): readonly CurlPart[] {
  const long = known
    .filter(({ value, saved }) => value.length >= (saved === undefined ? MIN_SECRET : MIN_LENGTH))
    .toSorted((a, b) => b.value.length - a.value.length);
  let parts: readonly CurlPart[] = [text];
  for (const { value, part } of long) {
    parts = parts.flatMap((piece) =>
      typeof piece === "string" ? cut(piece, value, part) : [piece],
    );
  }
  return parts.length > 1 ? parts.filter((part) => part !== "") : parts;
}

function cut(text: string, value: string, part: CurlPart): readonly CurlPart[] {
  return text.split(value).flatMap((piece, index) => (index === 0 ? [piece] : [part, piece]));
}

/** What steps save of an answer. The id of an upload that no request of ours made is given by hand. */
function savedBy(entry: TraceEntry, target: Target): readonly Known[] {
  const { answer, sent } = entry;
  return Object.entries(entry.save).flatMap(([saved, from]): readonly Known[] => {
    if (answer?.kind === "element") {
      const isTicket = from === "ticket" && attributeOf(answer.attributes, from) === undefined;
      const attribute = isTicket ? "authenticationTicket" : from;
      const value = attributeOf(answer.attributes, attribute) ?? "";
      return [{ saved, value, part: { saved }, by: entry, attribute }];
    }
    if (answer?.kind !== "json") return [];
    const pointer = pointerOf(target) ?? `/${from}`;
    const value = String(jsonPointer(answer.value, sent ? pointer : `/${from}`)[0] ?? "");
    const how = "an id that the target's createUpload gives";
    if (!sent) return [{ saved, value, part: { secret: saved, how } }];
    return [
      { saved, value, part: { saved }, by: entry, attribute: pointer.split("/").at(-1) ?? from },
    ];
  });
}

function pointerOf({ services }: Target): string | undefined {
  const { createUpload } = services.apidatatools ?? {};
  return createUpload && "id" in createUpload ? createUpload.id : undefined;
}

/** What the answer of one call of the target gives for the form of a later one. */
function formOf(entry: TraceEntry, trace: readonly TraceEntry[]): readonly Known[] {
  const { sent, answer } = entry;
  if (sent?.as !== "request" || answer?.kind !== "json") return [];
  const number = trace.indexOf(entry) + 1;
  const later = trace.slice(number).map((one) => String(one.sent?.request.body ?? ""));
  return leavesOf(answer.value).flatMap(([name, value]): readonly Known[] => {
    if (value.length < MIN_LENGTH || !later.some((body) => body.includes(value))) return [];
    const saved = `${name}_${number}`;
    return [{ saved, value, part: { saved }, by: entry, attribute: name }];
  });
}

function leavesOf(value: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" ? [[name, inner] as const] : leavesOf(inner),
  );
}

function secretsOf(target: Target, trace: readonly TraceEntry[]): readonly Known[] {
  const { users } = target.services.inforouter ?? {};
  const { keys } = target.services.apidatatools ?? {};
  const password = (user: TargetUser | undefined) => (user && "pwd" in user ? user.pwd : undefined);
  const declared = [
    { secret: "OWNER_PWD", value: password(users?.owner), isText: true },
    { secret: "STRANGER_PWD", value: password(users?.stranger), isText: true },
    { secret: "OWNER_KEY", value: keys?.owner },
    { secret: "STRANGER_KEY", value: keys?.stranger },
  ] as const;
  return [
    ...trace.flatMap((entry) => ticketOf(entry, target)),
    ...declared.flatMap(({ value, ...part }) => (value === undefined ? [] : [{ value, part }])),
  ];
}

/** The ticket that a call carried for whom it was made. */
function ticketOf(entry: TraceEntry, target: Target): readonly Known[] {
  const { sent, as, rename = {} } = entry;
  const parameter = sent?.call.operation.parameters.find(({ type }) => type === "ticket");
  if (!sent || !parameter || entry.with[parameter.name] !== undefined) return [];
  const name = (rename[parameter.name] ?? parameter.name).toLowerCase();
  const value = sent.call.arguments.find((argument) => argument.name.toLowerCase() === name)?.value;
  const part = TICKETS.has(String(as)) ? ticketPart(String(as), target) : undefined;
  return part && typeof value === "string" ? [{ value, part }] : [];
}

/** Any other ticket is one that nobody was given, and stands in the command as it is. */
const TICKETS: ReadonlySet<string> = new Set(["owner", "owner-again", "stranger", "ended"]);

function ticketPart(who: string, target: Target): SecretPart {
  const secret = `${who.replace("-", "_").toUpperCase()}_TICKET`;
  const service = target.services.inforouter;
  const user = service?.users[who === "stranger" ? "stranger" : "owner"];
  if (who === "ended" && service?.expiredTicket !== undefined) {
    return { secret, how: "the expiredTicket of the target" };
  }
  if (!service || !user || "ticket" in user) {
    return { secret, how: `the ticket that the target declares for the ${who}` };
  }
  const login = loginLine(secret, who === "stranger" ? "STRANGER" : "OWNER", service);
  if (who !== "ended") return { secret, how: login };
  const url = shellQuote(operationUrl(service.baseUrl, "LogOut"));
  const end = `curl -sS ${url} --data-urlencode AuthenticationTicket="$${secret}"`;
  return { secret, how: `${login}; ${end}` };
}
