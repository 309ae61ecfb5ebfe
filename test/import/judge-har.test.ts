import type { Entry } from "har-format";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { readHar } from "../../src/import/har/read-har.ts";
import type { Target } from "../../src/model/target.ts";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { openTarget } from "../../src/run/target/open-target.ts";
import { judgeTraffic } from "../../src/traffic/judge-traffic.ts";
import { trafficReport } from "../../src/traffic/traffic-report.ts";

const specs = inEdition(loadSpecs([], process.cwd()), undefined);
const BASE = "http://127.0.0.1:8080/srv.asmx";
const TICKET = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
const HANDLER = "1a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
const XML = { name: "Content-Type", value: "text/xml; charset=utf-8" };

interface Exchange {
  readonly path: string;
  readonly says?: string;
  readonly method?: string;
  readonly status?: number;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly content?: Partial<Entry["response"]["content"]>;
  readonly body?: string;
}

const answer = (attributes: string): string => `<response ${attributes}/>`;
const OK = answer('success="true" error=""');
const BAD = answer('success="false" error="bad Request"');
const EXPIRED = answer('success="false" error="[901] Session expired"');

const remove = (handler: string, ticket = TICKET): string =>
  `/DeleteUploadHandler?authenticationTicket=${encodeURIComponent(ticket)}&UploadHandler=${encodeURIComponent(handler)}`;

function archive(exchanges: readonly Exchange[]): string {
  const entries = exchanges.map(
    ({ path, says = OK, method = "GET", status = 200, headers = [], content = {}, body }) => ({
      request: {
        method,
        url: `${BASE}${path}`,
        headers,
        ...(body === undefined ? {} : { postData: { mimeType: "", text: body } }),
      },
      response: {
        status,
        headers: [XML],
        content: { size: Buffer.byteLength(says), mimeType: "text/xml", text: says, ...content },
      },
    }),
  );
  return JSON.stringify({ log: { version: "1.2", creator: {}, entries } });
}

/** What comes of traffic: ids of rules that fail, and how many were judged. */
async function judged(...exchanges: readonly Exchange[]) {
  const { operations, services, rules } = specs;
  const { adapters, generators } = VOCABULARY;
  const target: Target = {
    name: "traffic",
    services: {
      inforouter: {
        baseUrl: BASE,
        bindings: ["get", "post", "soap11"],
        operations: { absent: [] },
      },
    },
    limits: { requestsPerSecond: 0, concurrency: 1, timeoutMs: 0, maxUploadBytes: 0 },
    safety: "read-only",
    tls: { rejectUnauthorized: true },
    authorized: true,
  };
  const about = { operations, services, adapters, seed: 0, tag: "assay-test" };
  const open = await openTarget({ target, ...about });
  onTestFinished(() => open.close());
  const judge = judgeTraffic({ open, rules, generators });
  for (const one of readHar("a.har", archive(exchanges)).exchanges) judge.add(one);
  const run = { id: "1", startedAt: "2026-01-01T00:00:00Z", durationMs: 1, command: "assay" };
  const report = trafficReport({ open, specs, run, traffic: judge.outcome() });
  const verdicts = report.targets.flatMap((one) => one.rules);
  const failed = verdicts.filter(({ verdict }) => verdict === "fail");
  return { failed: failed.map(({ id }) => id.split(".").slice(1).join(".")), verdicts };
}

const GOOD: Exchange = { path: remove(HANDLER) };

describe("an answer that no state of the server excuses fails its rule", () => {
  test("what is no GUID is deleted, whoever asks", async () => {
    const { failed } = await judged({ path: remove("x") });
    expect(failed).toContain("delete-upload-handler.malformed-guid");
  });

  test("what is no GUID is refused otherwise, though the ticket is good before and afterwards", async () => {
    const other = { path: remove("x"), says: answer('success="false" error="Invalid GUID."') };
    expect((await judged(GOOD, other, GOOD)).failed).toContain(
      "delete-upload-handler.malformed-guid",
    );
    // Of a ticket that may have ended nobody knows which error is right.
    expect((await judged(GOOD, other)).failed).toEqual([]);
    expect((await judged(other)).failed).toEqual([]);
  });

  test("a ticket that is no GUID is told before the handler that is none", async () => {
    const { failed } = await judged({ path: remove("x", "y"), says: EXPIRED });
    expect(failed).toEqual(["delete-upload-handler.guid-before-auth"]);
  });

  test("an accepted size is answered with another", async () => {
    const created = (size: number, given: number): Exchange => ({
      path: `/CreateUploadHandler?authenticationTicket=${TICKET}&PreferedChunkSize=${size}`,
      says: answer(`success="true" error="" UploadHandler="${HANDLER}" ChunkSize="${given}"`),
    });
    expect((await judged(created(1, 262_144), created(300_001, 300_001))).failed).toEqual([]);
    const wrong = created(1, 1);
    expect((await judged(wrong)).failed).toContain("create-upload-handler.size-below-minimum");
    // As the vendor's WSDL spells it, where the server has taken it.
    const spelled = { ...wrong, path: wrong.path.replace("authent", "Authent") };
    expect((await judged(spelled)).failed).toContain("create-upload-handler.size-below-minimum");
  });

  test("a success without its error attribute, and one that is no XML, of a good ticket", async () => {
    const bare = { path: remove(HANDLER), says: answer('success="true"') };
    expect((await judged(bare)).failed).toContain("delete-upload-handler.success-envelope");
    const page = { path: remove(HANDLER), says: "<html><body>Welcome</body></html>" };
    expect((await judged(GOOD, page, GOOD)).failed).toContain(
      "delete-upload-handler.success-envelope",
    );
    expect((await judged(page)).failed).toEqual([]);
  });

  test("its evidence has the entry, and the ticket nowhere", async () => {
    const { verdicts } = await judged(GOOD, { path: remove("x"), says: OK }, GOOD);
    const failures = verdicts.flatMap((verdict) => verdict.failures);
    expect(failures[0]).toMatchObject({ counterexample: { entry: 2 }, reproduced: "1/1" });
    expect(failures[0]?.curl).toContain("$OWNER_TICKET");
    expect(JSON.stringify(verdicts)).not.toContain(TICKET);
    expect(JSON.stringify(verdicts)).toContain("‹ticket:1›");
  });
});

describe("what may have a reason that the traffic does not show is not judged", () => {
  const form = [{ name: "Content-Type", value: "application/x-www-form-urlencoded" }];
  const length = { name: "Content-Length", value: "4000" };
  const soap = (inside: string): Exchange => ({
    path: "",
    method: "POST",
    headers: [XML, { name: "SOAPAction", value: '"http://tempuri.org/DeleteUploadHandler"' }],
    body: `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">${inside}</Envelope>`,
  });
  const call = `<Body><DeleteUploadHandler xmlns="http://tempuri.org/"><authenticationTicket>${TICKET}</authenticationTicket><UploadHandler>x</UploadHandler></DeleteUploadHandler></Body>`;

  test.each<readonly [what: string, exchange: Exchange]>([
    ["a refusal of what should be accepted", { path: remove(HANDLER), says: EXPIRED }],
    ["a server that is too busy", { path: remove("x"), status: 503, says: "busy" }],
    ["an error of the server", { path: remove("x"), status: 500, says: "oh" }],
    ["a redirect", { path: remove("x"), status: 302, says: "" }],
    ["no answer", { path: remove("x"), status: 0, says: "" }],
    ["an answer that is not all there", { path: remove("x"), content: { size: 9999 } }],
    ["an answer that is not there", { path: remove("x"), content: { text: undefined, size: 40 } }],
    ["a parameter that comes twice", { path: `${remove("x")}&UploadHandler=${HANDLER}` }],
    ["a parameter of nobody's", { path: `${remove("x")}&more=1` }],
    ["an escape that is none", { path: `${remove("x")}%` }],
    [
      "a body that was broken off",
      {
        path: "/DeleteUploadHandler",
        method: "POST",
        headers: [...form, length],
        body: "UploadHandler=x",
      },
    ],
    [
      "a form of another type",
      { path: "/DeleteUploadHandler", method: "POST", headers: [XML], body: "UploadHandler=x" },
    ],
    ["an envelope with a header", soap(`<Header/>${call}`)],
    ["an envelope with a comment", soap(`${call}<!-- -->`)],
    ["elements of another namespace", soap(call.replace("tempuri.org", "example.org"))],
    ["a value that Assay took out", { path: remove("‹24 bytes, sha256:00›") }],
  ])("%s", async (_, exchange) => {
    expect((await judged(exchange)).failed).toEqual([]);
  });

  test("as the same is where nothing is odd", async () => {
    const whole = (await judged(soap(call))).failed;
    // It is accepted, in an answer that SOAP does not have: nobody knows what that is.
    expect(whole).toEqual([]);
    const inSoap = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><R>${OK}</R></Body></Envelope>`;
    expect((await judged({ ...soap(call), says: inSoap })).failed).toContain(
      "delete-upload-handler.malformed-guid",
    );
  });

  test("an answer that is as the documents have it passes", async () => {
    const { failed, verdicts } = await judged(GOOD, { path: remove("x"), says: BAD }, GOOD);
    expect(failed).toEqual([]);
    expect(verdicts.map(({ id }) => id)).toContain(
      "inforouter.delete-upload-handler.malformed-guid",
    );
  });
});
