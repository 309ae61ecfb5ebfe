import { isAccepted } from "../judge/answer/answer.ts";
import { valuesOf } from "../judge/answer/values-of.ts";
import type { HeaderLine } from "../model/header-lines.ts";
import { tokenIn } from "../run/service/token-in.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import type { SeenCall } from "./read-call.ts";
import { fromPairs } from "./read-pairs.ts";
import type { SeenExchange, SeenMessage } from "./seen-exchange.ts";

/** Names of headers, parameters and fields whose values are nobody's business. */
const SECRET_NAME =
  /authori[sz]|authenti|cookie|token|secret|ticket|(?:^|[-_])(?:auth|key)(?:$|[-_])|api-?_?key|pass(?:w|_|-|$)|pwd|session|credential|signature/i;
/** Headers that have such a name and say nothing of anybody. */
const OPEN_HEADERS = /^(?:www-authenticate|proxy-authenticate|access-control-.*)$/i;
/** A refused ticket may be any word, and a word may stand anywhere. */
const LONG_ENOUGH = 16;
/** Shorter values stand by chance everywhere, or are settings: of passwords and `Authorization` alone those are secrets. */
const LEAST_CHARS = 8;
/** Longer bodies are files, and no forms. */
const MOST_FORM_BYTES = 64 * 1024;
/** What Assay wrote itself in place of a secret. */
const LABEL = /^‹[^›]*›$/;

/** Learns what is secret in traffic. */
export interface SecretLearner {
  /** From then on nothing of it is told or kept. `call`: what the exchange is, where that could be read. */
  learn(seen: SeenExchange, call: SeenCall | undefined): void;
}

/**
 * Adds what may be secret in exchanges to the secrets of a target: tokens of calls and of logins, passwords, and
 * whatever goes by a name that says so. Numbers tell one from another: `ticket:2`.
 */
export function learnSecrets({
  services,
  secrets,
}: Pick<OpenTarget, "services" | "secrets">): SecretLearner {
  const known = new Set<string>();
  const counts = new Map<string, number>();
  const add = (value: string, word: string): void => {
    if (value === "" || known.has(value) || LABEL.test(value)) return;
    known.add(value);
    if (secrets.labelIn(value) !== undefined) return;
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    secrets.add(value, `${word}:${number}`);
  };
  const addLong = (value: string, word: string): void => {
    if (value.length >= LEAST_CHARS) add(value, word);
  };
  const ofCall = ({ service, operation, given, entry: { answer } }: SeenCall): void => {
    const { credentials } = services[service] ?? {};
    const { word = "token", login } = credentials ?? {};
    const { credential } = given;
    const isGood = answer !== undefined && isAccepted(answer);
    if (credential !== undefined && (isGood || credential.length >= LONG_ENOUGH)) {
      add(credential, word);
    }
    const isLogin = login?.call === operation.name;
    for (const [name, value] of Object.entries(given.with)) {
      if (isLogin && login.with[name] === "$pwd") add(value, "password");
      else if (SECRET_NAME.test(name)) addLong(value, wordOf(name));
    }
    const token = isLogin ? tokenIn(services[service], valuesOf(answer)) : undefined;
    if (token !== undefined) add(token, word);
  };
  const ofFields = (text: string | undefined): void => {
    for (const [name, value] of fromPairs(text) ?? []) {
      if (/^[\w.-]{1,60}$/.test(name) && SECRET_NAME.test(name)) addLong(value, wordOf(name));
    }
  };
  return {
    learn: ({ target, request, response }, call) => {
      if (call) ofCall(call);
      const ours = call?.operation.parameters.map(({ name }) => name.toLowerCase()) ?? [];
      for (const line of [...request.lines, ...response.lines]) {
        const own = line[0].toLowerCase();
        if (!SECRET_NAME.test(own) || OPEN_HEADERS.test(own) || ours.includes(own)) continue;
        const word = `header:${own.replace(/[^a-z0-9-]/g, "")}`;
        const isSure = /authorization$/.test(own);
        for (const part of partsOf(line)) (isSure ? add : addLong)(part, word);
      }
      add(passwordIn(target), "password");
      ofFields(target.split("?").slice(1).join("?"));
      if (!call) ofFields(formOf(request));
    },
  };
}

function wordOf(name: string): string {
  return /pass|pwd/i.test(name) ? "password" : "parameter";
}

/** A value of a header, and what of it is secret by itself. */
function partsOf([name, value]: HeaderLine): readonly string[] {
  if (/cookie$/i.test(name)) {
    return value.split(/[;,]\s*/).map((pair) => pair.split("=").slice(1).join("="));
  }
  const [scheme = "", ...rest] = value.split(" ");
  const token = rest.join(" ").trim();
  if (!/authorization$/i.test(name) || token === "") return [value];
  if (scheme.toLowerCase() !== "basic") return [token];
  const [, ...password] = Buffer.from(token, "base64").toString("utf8").split(":");
  return [token, password.join(":")];
}

/** Of a whole URL. */
function passwordIn(target: string): string {
  return URL.canParse(target) ? new URL(target).password : "";
}

function formOf({ body }: SeenMessage): string | undefined {
  return body && body.length < MOST_FORM_BYTES ? body.toString("latin1") : undefined;
}
