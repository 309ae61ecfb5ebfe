import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { BODIES as RUDE_BODIES } from "../rude/bodies.ts";
import { BROKEN_HTTP } from "../rude/broken-http.ts";
import { CONNECTIONS } from "../rude/connections.ts";
import { pass } from "../rude/rude-server.ts";
import type { Polite, Visit } from "../rude/rudeness.ts";
import { BODIES } from "./bodies.ts";
import { randomly } from "./randomly.ts";
import { TERMINAL_TEXTS } from "./values.ts";

/** One answer in so many is hostile in a way that costs nobody any time. */
const ONE_IN = 25;
/** And one in so many in a way that costs a client its time limit, or much reading. */
const ONE_SLOW_IN = 3000;
const SLOW_MS = 2500;

type Act = (visit: Visit) => unknown;

/** Ways to answer at once, by name. */
const QUICK: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(
    Object.entries(BODIES).map(([name, body]): [string, Act] => [
      name,
      (visit) => instead(visit, body),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TERMINAL_TEXTS).map(([name, text]): [string, Act] => [
      `a message with ${name}`,
      (visit) => instead(visit, refusal(visit, text)),
    ]),
  ),
  "the request, sent back": (visit) => echo(visit, (text) => text),
  "the request in base64": (visit) => echo(visit, (text) => Buffer.from(text).toString("base64")),
  "the request in hexadecimal": (visit) => echo(visit, (text) => Buffer.from(text).toString("hex")),
  "the request in references": (visit) =>
    echo(visit, (text) => [...text].map((one) => `&#${one.codePointAt(0)};`).join("")),
  "another status": async (visit) =>
    pass({ ...(await visit.polite()), status: 500 }, visit.response),
  "twice the headers": async (visit) => {
    const answer = await visit.polite();
    const more = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`x-more-${at}`, "a".repeat(100)]),
    );
    pass({ ...answer, headers: { ...answer.headers, ...more } }, visit.response);
  },
  "a new message each time": (visit) =>
    instead(visit, refusal(visit, `no ${visit.count} of ${performance.now()}`)),
  "a stack trace": (visit) => instead(visit, refusal(visit, `at ${"a.".repeat(50_000)}`)),
  ...named(
    [...BROKEN_HTTP, ...CONNECTIONS],
    [
      "writes no status line",
      "writes a status that is none",
      "writes a chunk size that is none",
      "writes two different lengths",
      "sends more than it announces",
      "resets instead of an answer",
      "resets after the headers",
      "resets in the middle of a body",
    ],
  ),
  ...named(RUDE_BODIES, ["answers with an entity bomb", "answers in invalid UTF-8"]),
};

/** Ways that take long. */
const SLOW: Readonly<Record<string, Act>> = {
  "a late answer": async (visit) => {
    await sleep(SLOW_MS);
    pass(await visit.polite(), visit.response);
  },
  "many values": (visit) => instead(visit, `[${"{},".repeat(3_000_000)}{}]`),
  ...named(
    [...BROKEN_HTTP, ...CONNECTIONS, ...RUDE_BODIES],
    [
      "hangs",
      "drips its answer byte by byte",
      "announces more than it sends",
      "sends interim answers without end",
      "sends headers without end",
      "answers without end",
      "answers with a gzip bomb",
      "answers with a brotli bomb",
      "answers with 200,000 levels of nesting",
    ],
  ),
};

/** What a server does that mixes all of this: most answers are as they should be. */
export function mixed(seed: number): (visit: Visit) => Promise<void> {
  const random = randomly(seed);
  const one = (ways: Readonly<Record<string, Act>>): Act => {
    const all = Object.values(ways);
    return all[Math.floor(random() * all.length)] ?? (() => undefined);
  };
  return async (visit) => {
    const drawn = random();
    if (drawn < 1 / ONE_SLOW_IN) await one(SLOW)(visit);
    else if (drawn < 1 / ONE_SLOW_IN + 1 / ONE_IN) await one(QUICK)(visit);
    else pass(await visit.polite(), visit.response);
  };
}

function named(
  rude: readonly { readonly name: string; readonly act: string | Act }[],
  names: readonly string[],
): Readonly<Record<string, Act>> {
  return Object.fromEntries(
    names.map((name) => {
      const act = rude.find((way) => way.name === name)?.act;
      if (typeof act !== "function") throw new Error(`no rude server "${name}"`);
      return [name, act];
    }),
  );
}

/** The headers of the proper answer, and another body. */
async function instead(
  { polite, response }: Visit,
  body: string | Buffer | ((answer: Polite) => string),
): Promise<void> {
  const answer = await polite();
  const sent = typeof body === "function" ? body(answer) : body;
  pass({ ...answer, body: Buffer.from(sent as string) }, response);
}

/** A refusal in the form of the service that was asked. */
function refusal(_: Visit, text: string): (answer: Polite) => string {
  return ({ headers }) =>
    String(headers["content-type"]).includes("json")
      ? JSON.stringify({ error: text, message: text })
      : `<response success="false" error="${text.replace(/[<&"\p{Cc}]/gu, (one) => `&#${one.charCodeAt(0)};`)}"/>`;
}

/** What the client sent, with all its secrets. */
async function echo(visit: Visit, form: (text: string) => string): Promise<void> {
  const { req } = visit.response as {
    readonly req?: { url?: string; headers: IncomingHttpHeaders };
  };
  await instead(visit, refusal(visit, form(`${req?.url} ${JSON.stringify(req?.headers ?? {})}`)));
}
