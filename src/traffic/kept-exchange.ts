import type { Exchange } from "../model/exchange.ts";
import type { HeaderLine } from "../model/header-lines.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { type EvidenceLimits, evidenceAgain, type Redaction } from "../wire/redact/body-text.ts";
import { lookedAtTogether } from "../wire/redact/looked-at-together.ts";
import { redactDeep } from "../wire/redact/redact-deep.ts";
import type { SeenExchange, SeenMessage } from "./seen-exchange.ts";
import { evidenceOfSeen } from "./wire-of.ts";

type Secrets = OpenTarget["secrets"];

/** An exchange that is kept: plain data, without the secrets that were known when it passed. */
export interface KeptExchange {
  readonly exchange: Exchange;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly request: KeptMessage;
  readonly response: KeptMessage;
}

export interface KeptMessage {
  /** As they came. */
  readonly lines: readonly HeaderLine[];
  /** Bytes of a body that was not kept; absent of one that was. */
  readonly size?: number;
}

/** @param url where the request went */
export function keptExchange(
  seen: SeenExchange,
  url: string,
  secrets: Secrets,
  limits: EvidenceLimits,
): KeptExchange {
  const known = lookedAtTogether(secrets, textsOf(seen, url));
  return {
    exchange: evidenceOfSeen(seen, url, known, limits),
    began: performance.timeOrigin + seen.began,
    request: messageOf(seen.request, known),
    response: messageOf(seen.response, known),
  };
}

function messageOf({ lines, body, size }: SeenMessage, { redact }: Redaction): KeptMessage {
  return {
    lines: lines.map(([name, value]) => [redact(name), redact(value)] as const),
    ...(body === undefined ? { size } : {}),
  };
}

/** What of it is shown as text, but for bodies that are none. */
function textsOf({ request, response }: SeenExchange, url: string): readonly string[] {
  const ofMessage = ({ lines, body }: SeenMessage): readonly string[] => [
    ...lines.flatMap(([name, value]) => [name, name.toLowerCase(), value]),
    ...(body === undefined ? [] : [body.toString("utf8")]),
  ];
  return [url, ...ofMessage(request), ...ofMessage(response)];
}

/** Exchanges without the secrets that are known by now, which were not all known when they passed. */
export function redactedAgain(
  kept: readonly KeptExchange[],
  secrets: Secrets,
): readonly KeptExchange[] {
  const texts: string[] = [];
  redactDeep(kept, (text) => {
    texts.push(text);
    return text;
  });
  const known = lookedAtTogether(secrets, texts);
  return redactDeep(kept, (text) => evidenceAgain(text, known));
}
