import { expect, onTestFinished, test } from "vitest";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { Target } from "../../src/model/target.ts";
import { openTarget } from "../../src/run/target/open-target.ts";
import type { RuleSeen } from "../../src/traffic/hold-rules.ts";
import { judgeTraffic } from "../../src/traffic/judge-traffic.ts";
import type { SeenExchange, SeenMessage } from "../../src/traffic/seen-exchange.ts";

const SPECS = loadSpecs([], process.cwd());
const HANDLER = "0f8fad5b-d9cb-469f-a165-70867728950e";
const TICKET = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const TARGET: Target = {
  name: "acme",
  services: {
    inforouter: {
      baseUrl: "http://127.0.0.1:1/srv.asmx",
      bindings: ["get", "post", "soap11"],
      operations: { absent: [] },
    },
  },
  limits: { requestsPerSecond: 0, concurrency: 1, timeoutMs: 1000, maxUploadBytes: 1000 },
  safety: "sandbox",
  tls: { rejectUnauthorized: true },
  authorized: true,
};

/** A judge of the traffic with a target that nobody asks anything. */
async function judge() {
  const { operations, services, rules } = SPECS;
  const open = await openTarget({
    target: TARGET,
    operations,
    services,
    seed: 0,
    tag: "assay-test",
  });
  onTestFinished(() => open.close());
  return judgeTraffic({ open, rules, generators: VOCABULARY.generators });
}

let clock = 0;

function message(body: string, lines: SeenMessage["lines"] = []): SeenMessage {
  const bytes = Buffer.from(body);
  return { lines, body: bytes, size: bytes.length, trailers: [] };
}

/** One call by GET, after those before it. */
function call(
  operation: string,
  values: Readonly<Record<string, string>>,
  body: string,
  status = 200,
): SeenExchange {
  clock += 10;
  const query = new URLSearchParams(values).toString();
  return {
    method: "GET",
    target: `/srv.asmx/${operation}?${query}`,
    request: message("", [["Host", "x"]]),
    status,
    response: message(body, [["Content-Type", "text/xml"]]),
    informational: [],
    began: clock,
    ended: clock + 5,
  };
}

const DONE = '<response success="true" error="" />';
const no = (error: string): string => `<response success="false" error="${error}" />`;
const made = (success = "true"): string =>
  `<response success="${success}" error="" UploadHandler="${HANDLER}" ChunkSize="262144" />`;
const create = (answer = made(), ticket = TICKET): SeenExchange =>
  call("CreateUploadHandler", { authenticationTicket: ticket, PreferedChunkSize: "0" }, answer);
const remove = (answer: string, UploadHandler = HANDLER): SeenExchange =>
  call("DeleteUploadHandler", { authenticationTicket: TICKET, UploadHandler }, answer);

const idsOf = (seen: readonly RuleSeen[]): readonly string[] =>
  seen.filter(({ offences }) => offences.length > 0).map(({ rule }) => rule.id);

async function brokenBy(exchanges: readonly SeenExchange[]): Promise<readonly string[]> {
  const { add, outcome } = await judge();
  for (const one of exchanges) add(one);
  return idsOf(outcome().seen);
}

const TWICE = "inforouter.delete-upload-handler.twice";

test("a second delete that is refused counts between two accepted calls, and not otherwise", async () => {
  expect(await brokenBy([create(), remove(DONE), remove(no("gone")), create()])).toEqual([TWICE]);
  expect(await brokenBy([create(), remove(DONE), remove(no("gone"))])).toEqual([]);
  expect(await brokenBy([create(), remove(no("gone")), remove(no("gone")), create()])).toEqual([]);
});

test("a session that ended in between is no fault", async () => {
  const ended = no("[901] Session expired or ticket is invalid");
  expect(await brokenBy([create(), remove(DONE), remove(ended), create()])).toEqual([]);
});

test("of two deletes at the same time nobody knows which was the second", async () => {
  const first = remove(DONE);
  const second = { ...remove(no("gone")), began: first.began + 1 };
  expect(await brokenBy([create(), first, second, create()])).toEqual([]);
});

test("an accepted call shows how the envelope and the sizes are", async () => {
  expect(await brokenBy([create(made("True"))])).toEqual([
    "inforouter.create-upload-handler.success-envelope",
  ]);
  const small = made().replace("262144", "5");
  expect(await brokenBy([create(small)])).toEqual(
    expect.arrayContaining(["inforouter.create-upload-handler.chunk-size-is-the-accepted-one"]),
  );
  expect(await brokenBy([create(made())])).toEqual([]);
});

test("what a caller is refused of whom nothing is known breaks nothing", async () => {
  expect(await brokenBy([create(no("quota exceeded")), create(no("quota exceeded"))])).toEqual([]);
});

test("a page for people is an answer to nobody whose calls are answered, and to others none that counts", async () => {
  const page = "<html><body>Log in</body></html>";
  expect(await brokenBy([create(page), create(page)])).toEqual([]);
  expect(await brokenBy([create(), create(page), create()])).toEqual(
    expect.arrayContaining(["inforouter.create-upload-handler.success-envelope"]),
  );
});

test("what is no GUID is a bad request, whoever asks", async () => {
  const wrong = [create(), remove(no("Invalid GUID."), "no-guid"), create()];
  expect(await brokenBy(wrong)).toEqual(
    expect.arrayContaining(["inforouter.delete-upload-handler.malformed-guid"]),
  );
  expect(await brokenBy([create(), remove(no("bad Request"), "no-guid"), create()])).toEqual([]);
});

test("a ticket that no server reads as another is no caller that a rule is about", async () => {
  const page = "<html><body>Bad Request</body></html>";
  const of = (authenticationTicket: string): SeenExchange =>
    call("DeleteUploadHandler", { authenticationTicket, UploadHandler: HANDLER }, page, 404);
  expect(await brokenBy([of("a\0b"), of("x".repeat(4096)), of("<script>")])).toEqual([]);
  expect(await brokenBy([of("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d")])).toEqual([
    "inforouter.delete-upload-handler.http-200",
  ]);
});

test("a ticket whose session was ended is good for nothing", async () => {
  const logout = call("LogOut", { AuthenticationTicket: TICKET }, DONE);
  const check = (): SeenExchange => call("isValidTicket", { AuthenticationTicket: TICKET }, DONE);
  expect(await brokenBy([create(), logout, check()])).toEqual([
    "inforouter.is-valid-ticket.dead-ticket",
  ]);
  const during = check();
  expect(await brokenBy([create(), { ...logout, ended: during.ended + 1 }, during])).toEqual([]);
});

test.each([
  ["away", () => call("ServerInfo", {}, "<html/>", 503)],
  ["no-call", () => call("NoSuchOperation", {}, DONE)],
  [
    "unusual",
    () => call("CreateUploadHandler", { authenticationTicket: TICKET, more: "1" }, made("True")),
  ],
  ["too-long", () => ({ ...create(), response: { ...message(""), body: undefined, size: 9 } })],
] as const)("an exchange that is %s is not judged", async (why, exchange) => {
  const { add, outcome } = await judge();
  add(exchange());
  expect(outcome()).toMatchObject({ calls: {}, unjudged: { [why]: 1 }, seen: [] });
});
