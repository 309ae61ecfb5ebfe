import type { Binding } from "./binding.ts";
import type { ErrorKind } from "./error-kind.ts";
import type { ServiceName } from "./target.ts";
import type { JsonValue } from "./value.ts";

/** A documented operation: how it is called and what it makes. Read from the service files of `specs/<service>/`. */
export interface Operation {
  readonly name: string;
  readonly service: ServiceName;
  /** The bindings it is documented for; a rule's other bindings fall back to the first of these. */
  readonly bindings: readonly Binding[];
  readonly parameters: readonly Parameter[];
  /** Only for `rest`: any method, and a path in which `{name}` stands for a parameter `in: path`. */
  readonly http?: { readonly method: string; readonly path: string };
  /** How REST writes the parameters that go into the body; default `json`. */
  readonly body?: BodyKind;
  /** The setting of the target that describes the request, where no document does. */
  readonly fromTarget?: string;
  /**
   * `xml` is an answer element with attributes, `bytes` the document itself. Over REST it says what the body
   * is, and `none` that only status and headers count: whether a call was accepted the status tells.
   */
  readonly answer: "xml" | "bytes" | "json" | "none";
  /** SOAP: what qualifies its elements, with the slash before the name of the action; default that of ASP.NET. */
  readonly namespace?: string;
  /** The errors that the documents of its service name, the most particular first. */
  readonly errors?: readonly ErrorKind[];
  /** Rules hold its answers against a content: they may be as large as a document. Found from the rules. */
  readonly holdsContent?: true;
  /** Its answer lists ids, which the check `lists` looks for. */
  readonly lists?: true;
  /** Capabilities that a server must have to offer it. */
  readonly needs?: readonly string[];
  /** With these values, and a ticket or key that was never issued, a call changes nothing on a legal server. */
  readonly harmless?: { readonly with: Readonly<Record<string, JsonValue>> };
  /** What a successful call leaves on the server, and the call that removes it. */
  readonly creates?: Creation;
  /**
   * Into what a call writes that creates nothing by a name of its own: a value over `$with`, or `true` where
   * no parameter says it.
   */
  readonly writes?: JsonValue;
  /** The answer that asks to send the same call again, as documented. */
  readonly sendAgain?: SendAgain;
}

/** The operations of several services: two of them may have one of the same name. */
export type Operations = Readonly<Record<ServiceName, Readonly<Record<string, Operation>>>>;

/** The operations of some services alone. */
export function operationsOfServices(
  operations: Operations,
  services: readonly ServiceName[],
): Operations {
  return Object.fromEntries(services.map((name) => [name, operations[name] ?? {}]));
}

/** An operation as reports and messages name it: `service/operation` where another service has one of the name. */
export function operationLabel(operations: Operations, service: ServiceName, name: string): string {
  const isShared = Object.entries(operations).some(
    ([other, described]) => other !== service && Object.hasOwn(described, name),
  );
  return isShared ? `${service}/${name}` : name;
}

/** How an answer asks for the same call again, though nothing is wrong with it. */
export interface SendAgain {
  /** Attributes of such an answer, all of them. */
  readonly when: Readonly<Record<string, string>>;
  /** Who gives one of these parameters, or leaves it out, has provoked it: then it is an answer as any. */
  readonly unless: readonly string[];
  /** How often it is heeded for one call. */
  readonly times: number;
}

/**
 * `json`: an object with a member for each parameter. `form`, `multipart`: a field for each. `raw`: the
 * one parameter is the body, byte by byte.
 */
export type BodyKind = "json" | "form" | "multipart" | "raw";

/** Where REST carries a parameter; the other bindings have one place for all. */
export type ParameterPlace = "path" | "query" | "header" | "body";

export interface Parameter {
  /** The spelling of the documents; it matters in SOAP. */
  readonly name: string;
  readonly type: "ticket" | "key" | "guid" | "int" | "bool" | "string" | "bytes" | "crc32";
  /** The spelling of the vendor's own WSDL, where it differs. */
  readonly wsdl?: string;
  /** Where REST carries it; default `body`. */
  readonly in?: ParameterPlace;
  /** For `key`: the word before the token, `Bearer`. After `Basic` the token is base64 of `uid:pwd`. */
  readonly scheme?: string;
  /** For `crc32`: the parameter whose bytes it is computed from unless a rule gives it. */
  readonly of?: string;
  /** What is sent when a rule does not name the parameter. */
  readonly default?: JsonValue;
  /** What is sent instead, one after the other, where a server takes the default for missing (HTTP 400). */
  readonly orElse?: readonly JsonValue[];
}

export interface Creation {
  /** In the words of the user: `upload handler`. */
  readonly what: string;
  /** What names it: a value over `$answer` (attributes or members), `$headers` and `$with` (the parameters). */
  readonly id: JsonValue;
  readonly remove: PlacedCall;
  /** The call that gives it to whoever made it: refused, it is there no more. */
  readonly find?: PlacedCall;
}

/** A call by values over `$id`; `at` as that of a step. */
export interface PlacedCall {
  readonly call: string;
  readonly with: Readonly<Record<string, JsonValue>>;
  readonly at?: JsonValue;
}
