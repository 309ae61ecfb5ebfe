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

/** Learns what is secret in traffic. */
export interface SecretLearner {
  /** From then on nothing of it is told or kept. `call`: what the exchange is, where that could be read. */
  learn(seen: SeenExchange, call: SeenCall | undefined): void;
}

/** Adds what is secret in exchanges to the secrets of a target, which have names of their own. */
export function learnSecrets({
  services,
  secrets,
}: Pick<OpenTarget, "services" | "secrets">): SecretLearner {
  const known = new Set<string>();
  const add = (value: string, label: string): void => {
    if (known.has(value)) return;
    known.add(value);
    if (secrets.labelIn(value) === undefined) secrets.add(value, label);
  };
  const ofCall = ({ service, operation, given, entry: { answer } }: SeenCall): void => {
    const { credentials } = services[service] ?? {};
    const { word = "token", login } = credentials ?? {};
    const { credential } = given;
    const isGood = answer !== undefined && isAccepted(answer);
    if (credential !== undefined && (isGood || credential.length >= LONG_ENOUGH)) {
      add(credential, `${word}:client`);
    }
    const isLogin = login?.call === operation.name;
    for (const [name, value] of Object.entries(given.with)) {
      const isPassword = isLogin && login.with[name] === "$pwd";
      if (isPassword || SECRET_NAME.test(name)) add(value, "password:client");
    }
    const token = isLogin ? tokenIn(services[service], valuesOf(answer)) : undefined;
    if (token !== undefined) add(token, `${word}:client`);
  };
  return {
    learn: ({ request, response }, call) => {
      if (call) ofCall(call);
      const ours = call?.operation.parameters.map(({ name }) => name.toLowerCase()) ?? [];
      for (const line of [...request.lines, ...response.lines]) {
        const [name] = line;
        if (!SECRET_HEADER.test(name) || ours.includes(name.toLowerCase())) continue;
        for (const part of partsOf(line)) add(part, `header:${name}`);
      }
    },
  };
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
