import { type Secret, secretsOf } from "../../config/targets/secrets-of.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import type { DescribedTarget, Service } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";
import { createSecrets } from "../../wire/redact/secrets.ts";
import type { WantedCall } from "./authority.ts";

/** Shorter ones stand by chance in ordinary values: of them only the whole value counts. */
const LONG_ENOUGH = 8;

/** Knows where a secret may go: into the parameter that is declared for it, and into no other. */
export interface SecretPlaces {
  /** A token that was issued: it is as secret as what the target declares. */
  issued(value: string, label: string): void;
  /** Why a call may not be sent; undefined where it takes no secret to a place that is none for it. */
  whyMisplaced(wanted: WantedCall): string | undefined;
}

/**
 * Looks for the secrets of a target in the values of a call. One that also stands in a setting that is no
 * secret (a password that is the name of its user) says nothing, and is not looked for.
 */
export function createSecretPlaces(described: DescribedTarget): SecretPlaces {
  const { target, services } = described;
  const declared = secretsOf(target, services);
  const open = publicTexts(target.services, new Set(declared.map(({ value }) => value)));
  const guarded = declared.filter(({ value }) => !open.some((text) => text.includes(value)));
  const within = createSecrets();
  const whole = new Map<string, string>();
  const issuedToo = createSecrets();
  const guard = ({ value, label }: Secret): void => {
    if (value.length >= LONG_ENOUGH) within.add(value, label);
    else whole.set(value, label);
  };
  guarded.forEach(guard);

  const labelIn = (text: string, type: string): string | undefined => {
    const label = whole.get(text);
    if (label !== undefined) return label;
    if (text.length < LONG_ENOUGH) return undefined;
    const found = within.labelIn(text);
    // What a server calls a handler is its own affair, also where that is a ticket.
    return found === undefined && type !== "guid" ? issuedToo.labelIn(text) : found;
  };

  /** The same for every text inside a value. */
  const labelWithin = (value: JsonValue | undefined, type: string): string | undefined => {
    if (typeof value === "string") return labelIn(value, type);
    if (typeof value !== "object" || !value) return undefined;
    for (const part of Object.values(value)) {
      const label = labelWithin(part, type);
      if (label !== undefined) return label;
    }
    return undefined;
  };

  const known = new WeakMap<Operation, readonly Parameter[]>();
  /** Those that no secret may stand in. */
  const openParameters = (operation: Operation): readonly Parameter[] => {
    const before = known.get(operation);
    if (before) return before;
    const open = operation.parameters.filter(({ name }) => !takesSecret(operation, name, services));
    known.set(operation, open);
    return open;
  };

  return {
    issued: (value, label) => {
      if (value.length >= LONG_ENOUGH) issuedToo.add(value, label);
    },
    whyMisplaced({ operation, with: values, at, method, rename }) {
      const why = (label: string, where: string): string =>
        `${operation.name} was not sent: ‹${label}› may stand only in the parameter that is declared for it, not in ${where}`;
      for (const { name, type } of openParameters(operation)) {
        const label = labelWithin(values[name], type);
        if (label !== undefined) return why(label, name);
      }
      let label = labelWithin(at, "string") ?? labelWithin(method, "string");
      for (const name in rename) label ??= labelWithin(rename[name], "string");
      return label === undefined ? undefined : why(label, "its address, method or names");
    },
  };
}

/** A parameter for a ticket or key, and that for the password of a login. */
function takesSecret(
  { name: operation, service, parameters }: Operation,
  name: string,
  services: Readonly<Record<string, Service>>,
): boolean {
  const type = parameters.find((one) => one.name === name)?.type;
  if (type === "ticket" || type === "key") return true;
  const { login, logout } = services[service]?.credentials ?? {};
  if (login?.call === operation && login.with[name] === "$pwd") return true;
  return logout?.call === operation && logout.with[name] === "$token";
}

/** Every text of the settings that is no secret. */
function publicTexts(value: unknown, secrets: ReadonlySet<string>): readonly string[] {
  if (typeof value === "string") return secrets.has(value) ? [] : [value];
  if (typeof value !== "object" || !value) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === "headers" ? [] : publicTexts(one, secrets),
  );
}
