import { isAccepted } from "../judge/answer/answer.ts";
import { valuesOf } from "../judge/answer/values-of.ts";
import type { HeaderLine } from "../model/header-lines.ts";
import { tokenIn } from "../run/service/token-in.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { SeenCall } from "./read-call.ts";
import type { SeenExchange } from "./seen-exchange.ts";

/** Headers by which others tell who they are, or are told how to. */
const SECRET_HEADER =
  /^(?:(?:proxy-)?authorization|cookie|set-cookie)$|(?:^|[-_])(?:api-?key|key|token|secret|auth|session|password)(?:$|[-_])/i;
const SECRET_NAME = /pass|pwd|secret|token/i;
/** A refused ticket may be any word, and a word may stand anywhere. */
const LONG_ENOUGH = 16;
/** Shorter values of cookies are settings. */
const COOKIE_CHARS = 8;

/** Adds what is secret in an exchange to the secrets of the target: nothing of it is told or kept from then on. */
export function learnSecrets(
  seen: SeenExchange,
  { service, operation, given, entry }: SeenCall,
  { services, secrets }: Pick<OpenTarget, "services" | "secrets">,
): void {
  const add = (value: string, label: string): void => {
    if (secrets.labelIn(value) === undefined) secrets.add(value, label);
  };
  const { credentials } = services[service] ?? {};
  const { answer } = entry;
  const isGood = answer !== undefined && isAccepted(answer);
  const word = credentials?.word ?? "token";
  const { credential } = given;
  if (credential !== undefined && (isGood || credential.length >= LONG_ENOUGH)) {
    add(credential, `${word}:client`);
  }
  const isLogin = credentials?.login?.call === operation.name;
  const passwords = Object.entries(credentials?.login?.with ?? {}).flatMap(([name, value]) =>
    isLogin && value === "$pwd" ? [name] : [],
  );
  for (const [name, value] of Object.entries(given.with)) {
    if (passwords.includes(name) || SECRET_NAME.test(name)) add(value, "password:client");
  }
  const token = isLogin ? tokenIn(services[service], valuesOf(answer)) : undefined;
  if (token !== undefined) add(token, `${word}:client`);
  const ours = operation.parameters.map(({ name }) => name.toLowerCase());
  for (const [name, value] of [...seen.request.lines, ...seen.response.lines]) {
    if (!SECRET_HEADER.test(name) || ours.includes(name.toLowerCase())) continue;
    for (const part of partsOf([name, value])) add(part, `header:${name}`);
  }
}

/** A value of a header, and what of it is secret by itself. */
function partsOf([name, value]: HeaderLine): readonly string[] {
  if (/cookie$/i.test(name)) {
    const values = value.split(/[;,]\s*/).map((pair) => pair.split("=").slice(1).join("="));
    return values.filter((one) => one.length >= COOKIE_CHARS);
  }
  const [scheme = "", ...rest] = value.split(" ");
  const token = rest.join(" ").trim();
  if (!/authorization$/i.test(name) || token === "") return [value];
  if (scheme.toLowerCase() !== "basic") return [token];
  const [, ...password] = Buffer.from(token, "base64").toString("utf8").split(":");
  return [token, password.join(":")].filter((one) => one !== "");
}
