// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { describe, expect, it, test } from "vitest";
import { basicToken } from "../../src/model/basic-token.ts";
import type { Failure } from "../../src/model/failure.ts";
import { whatIsOffered } from "../../src/run/target/offered.ts";
import { payloadOf, recipeOf } from "../../src/wire/encode/bytes.ts";
import { linesOf } from "../wire/rest-call.ts";
import { type Recorded, recorder } from "../wire/servers.ts";
import {
  DEPOT,
  depotSpecs,
  depotTarget,
  judgeDepot,
  openDepot,
  replayDepot,
  ruleOf,
} from "./depot.ts";
import { paste } from "./shell.ts";

const KEY = "k-1234567890abcdef";
const USERS = { owner: KEY, stranger: "k-fedcba0987654321" };

const PART = { bytes: { size: 300, seed: 7 } };

/** A server that makes files, and takes no part of them. */
async function depot(answers: { readonly url?: (n: number, origin: string) => string } = {}) {
  const { url = (n: number) => `/api/files/${n}` } = answers;
  let count = 0;
  const server = await recorder(({ method, url: path }) => {
    const json = (status: number, value: unknown, location?: string) => ({
      status,
      headers: { "content-type": "application/json", ...(location ? { location } : {}) },
      body: JSON.stringify(value),
    });
    if (method === "POST") {
      count++;
      const place = url(count, server.baseUrl);
      return json(201, { id: String(count), url: place }, place);
    }
    return method === "PUT" ? json(507, { error: "full", path }) : json(200, {});
  });
  return { ...server, api: `${server.baseUrl}/api` };
}

function of(requests: readonly Recorded[], method: string): readonly Recorded[] {
  return requests.filter((request) => request.method === method);
}

function only(failures: readonly Failure[]): Failure {
  const [failure, second] = failures;
  if (!failure || second) throw new Error(`${failures.length} failures`);
  return failure;
}

const PUT = `- call: Create
  with: { name: a b, meta: { json: { tags: [x, 1], of: { add: [true, null] } } } }
  without: [user-agent]
  save: { id: id, url: url }
  expect: accepted
- call: PutPart
  with: { id: $id, n: 2, Content-Type: image/png, content: { bytes: 300, seed: 7 } }
  then: { status: 200 }`;

/** What has to arrive of it. */
function expectPut(requests: readonly Recorded[]): void {
  const [made] = of(requests, "POST");
  expect(made?.url).toBe("/api/files");
  expect(JSON.parse(String(made?.body))).toEqual({
    name: "a b",
    size: 5,
    meta: { tags: ["x", 1], of: { add: [true, null] } },
  });
  expect(linesOf(made, "user-agent")).toEqual([]);
  const [part] = of(requests, "PUT");
  expect(part?.url).toMatch(/^\/api\/files\/\d+\/parts\/2$/);
  expect(linesOf(part, "content-type")).toEqual(["Content-Type: image/png"]);
  expect(linesOf(part, "authorization")).toEqual([`Authorization: Bearer ${KEY}`]);
  expect(part?.body.equals(payloadOf(PART).bytes)).toBe(true);
}

test("a failure is sent again, by its line for a shell and by a replay", async () => {
  const { api, requests } = await depot();
  const specs = depotSpecs(ruleOf(PUT));
  const open = await openDepot(specs, depotTarget(specs, { baseUrl: api, users: USERS }));
  const failure = only((await judgeDepot(specs, open)).failures);
  expectPut(requests);
  expect(failure.actual).toContain("507");

  expect(JSON.stringify(failure)).not.toContain(KEY);
  expect(failure.exchanges[1]?.request.body).toContain(recipeOf(PART));
  requests.length = 0;
  const { stderr } = await paste(failure.curl, { OWNER_KEY: KEY });
  expect(stderr).toBe("");
  expectPut(requests);
  // The id is the one that this run got.
  expect(of(requests, "PUT")[0]?.url).not.toContain("/files/1/");
  expect(failure.curl).not.toMatch(/files\/\d/);

  requests.length = 0;
  expect(await replayDepot(specs, open, failure)).toMatchObject({ verdict: "violated" });
  expectPut(requests);
});

test("lists are lines, parts of the query and JSON; generated inputs are themselves", async () => {
  const { api, requests } = await depot();
  const rule = ruleOf(
    `- call: Create
  with: { name: [$who, 1], size: $n }
  expect: accepted
- call: List
  with: { tag: [a, "b&c"], X-Trace: ["1", $who] }
  then: { status: 418 }`,
    "    forEach: { who: [me], n: [12] }\n",
  );
  const specs = depotSpecs(rule);
  const open = await openDepot(specs, depotTarget(specs, { baseUrl: api, users: USERS }));
  const failure = only((await judgeDepot(specs, open)).failures);
  const isSent = (): void => {
    const [made] = of(requests, "POST");
    expect(JSON.parse(String(made?.body))).toEqual({ name: ["me", 1], size: 12 });
    const [listed] = of(requests, "GET");
    expect(listed?.url).toBe("/api/files?tag=a&tag=b%26c");
    expect(linesOf(listed, "x-trace")).toEqual(["X-Trace: 1", "X-Trace: me"]);
  };
  isSent();
  expect(failure.exchanges[1]?.request.headers).toMatchObject({ "X-Trace": ["1", "me"] });
  requests.length = 0;
  await paste(failure.curl, { OWNER_KEY: KEY });
  isSent();
  requests.length = 0;
  await replayDepot(specs, open, failure);
  isSent();
});

describe("a call that says where it goes", () => {
  const GO = `- call: Create
  with: { name: a, meta: b }
  save: { url: url }
  expect: accepted
- call: List
  at: $url
  with: { tag: x }
  then: { status: 418 }`;

  it.each([
    [
      "a member, absolute",
      (n: number, origin: string) => `${origin}/api/files/${n}?s=1`,
      "?s=1&tag=x",
    ],
    ["a member, relative to the host", (n: number) => `/api/files/${n}`, "?tag=x"],
    ["a member, relative to the base URL", (n: number) => `files/${n}`, "?tag=x"],
    ["a Location, absolute", (n: number, origin: string) => `${origin}/api/files/${n}`, "?tag=x"],
    ["a Location, relative to the host", (n: number) => `/api/files/${n}?s=1`, "?s=1&tag=x"],
  ])("goes there, and so does what removes the thing: %s", async (what, url, query) => {
    const { api, requests } = await depot({ url });
    const specs = what.startsWith("a Location")
      ? depotSpecs(
          ruleOf(GO.replace("url: url", "url: { header: location }")),
          DEPOT.replace("$answer.url", "$headers.location"),
        )
      : depotSpecs(ruleOf(GO));
    const open = await openDepot(specs, depotTarget(specs, { baseUrl: api, users: USERS }));
    const failure = only((await judgeDepot(specs, open)).failures);
    expect(of(requests, "GET")[0]?.url).toBe(`/api/files/1${query}`);
    expect(of(requests, "DELETE").length).toBe(of(requests, "POST").length);
    expect(of(requests, "DELETE")[0]?.url).toBe(`/api/files/1${query.split(/.?tag/)[0]}`);
    expect(open.leftovers.words()).toEqual([]);
    expect(failure.steps[1]).toMatchObject({ call: "List", at: "$url" });

    requests.length = 0;
    const { stderr } = await paste(failure.curl, { OWNER_KEY: KEY });
    expect(stderr).toBe("");
    const [made] = of(requests, "GET");
    expect(made?.url).toMatch(new RegExp(`^/api/files/\\d+${query.replace("?", "\\?")}$`));
    expect(made?.url).not.toContain("/files/1?");
    requests.length = 0;
    expect(await replayDepot(specs, open, failure)).toMatchObject({ verdict: "violated" });
    expect(of(requests, "GET")[0]?.url).toContain(query);
  });

  it.each([
    ["http://127.0.0.1:1/api/files/1", "leads to another origin than http://127.0.0.1:"],
    ["/other/files/1", "leads out of the base URL http://127.0.0.1:"],
    ["", "is empty"],
  ])("goes nowhere else: %s", async (place, why) => {
    const { api, requests } = await depot({ url: () => place });
    const specs = depotSpecs(ruleOf(GO));
    const open = await openDepot(specs, depotTarget(specs, { baseUrl: api, users: USERS }));
    const verdict = await judgeDepot(specs, open);
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.reason).toContain(`List was not sent: its address ${why}`);
    expect(of(requests, "GET")).toEqual([]);
    expect(of(requests, "DELETE")).toEqual([]);
    if (place !== "")
      expect(open.leftovers.words().join()).toContain(`Remove was not sent: its address ${why}`);
  });
});

describe("users by name and password, without a login", () => {
  const BASIC = DEPOT.replaceAll("scheme: Bearer", "scheme: Basic")
    .replace("unknown: hex", "unknown: basic")
    .replace(
      "owner: { description: A key., type: string, writeOnly: true }",
      `owner:
          description: A user.
          type: object
          properties:
            uid: { description: The name., type: string }
            pwd: { description: The password., type: string, writeOnly: true }`,
    );
  const OWNER = { uid: "ann", pwd: 'p:ä"1' };

  test("are sent after Basic, and hidden as a password is", async () => {
    const { api, requests } = await depot();
    const specs = depotSpecs(ruleOf(PUT), BASIC);
    const target = depotTarget(specs, { baseUrl: api, users: { owner: OWNER } });
    const open = await openDepot(specs, target);
    const failure = only((await judgeDepot(specs, open)).failures);
    const token = basicToken(OWNER);
    const lines = [`Authorization: Basic ${token}`];
    expect(linesOf(requests[0], "authorization")).toEqual(lines);
    expect(Buffer.from(token, "base64").toString()).toBe('ann:p:ä"1');
    expect(JSON.stringify(failure)).not.toContain(token);
    expect(failure.exchanges[0]?.request.headers["Authorization"]).toBe("Basic ‹key:owner›");

    requests.length = 0;
    await paste(failure.curl, { OWNER_UID: OWNER.uid, OWNER_PWD: OWNER.pwd });
    expect(linesOf(requests[0], "authorization")).toEqual(lines);
  });

  test("who is nobody is a user and a password, too", async () => {
    const { api, requests } = await depot();
    const specs = depotSpecs(
      ruleOf(PUT.replace("- call: PutPart", "- call: PutPart\n  as: unknown")),
      BASIC,
    );
    const target = depotTarget(specs, { baseUrl: api, users: { owner: OWNER } });
    await judgeDepot(specs, await openDepot(specs, target));
    const [line = ""] = linesOf(of(requests, "PUT")[0], "authorization");
    expect(Buffer.from(line.split(" ")[2] ?? "", "base64").toString()).toMatch(
      /^assay-\w{32}:\w{32}$/,
    );
  });
});

test("a login may answer JSON, and its token goes after a scheme", async () => {
  const requests: Recorded[] = [];
  const server = await recorder((request) => {
    requests.push(request);
    const isLogin = request.url.endsWith("/login");
    return {
      status: request.method === "PUT" ? 507 : 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(
        isLogin ? { token: `t-${requests.length}-0123456789abcdef` } : { id: "7", url: "/x" },
      ),
    };
  });
  const service = DEPOT.replace(
    "word: key, unknown: hex }",
    "word: token, unknown: hex, login: { call: Login, with: { user: $uid, pass: $pwd }, token: [token] } }",
  )
    .replace(
      "owner: { description: A key., type: string",
      "owner: { description: A user., type: object",
    )
    .concat(`  Login:
    bindings: [rest]
    answer: json
    http: { method: POST, path: /login }
    parameters:
      user: { type: string }
      pass: { type: string }
`);
  const specs = depotSpecs(ruleOf(PUT), service);
  const users = { owner: { uid: "ann", pwd: 'pa"ss\\word' } };
  const target = depotTarget(specs, { baseUrl: `${server.baseUrl}/api`, users });
  const open = await openDepot(specs, target);
  const failure = only((await judgeDepot(specs, open)).failures);
  expect(JSON.parse(String(requests[0]?.body))).toEqual({ user: "ann", pass: 'pa"ss\\word' });
  expect(linesOf(requests[1], "authorization")).toEqual([
    "Authorization: Bearer t-1-0123456789abcdef",
  ]);
  expect(JSON.stringify(failure)).not.toContain("0123456789abcdef");

  requests.length = 0;
  const { stderr } = await paste(failure.curl, { OWNER_UID: "ann", OWNER_PWD: 'pa"ss\\word' });
  expect(stderr).toBe("");
  expect(JSON.parse(String(requests[0]?.body))).toEqual({ user: "ann", pass: 'pa"ss\\word' });
  expect(linesOf(requests[1], "authorization")).toEqual([
    "Authorization: Bearer t-1-0123456789abcdef",
  ]);
});

test("what curl has to know of certificates stands in the line", async () => {
  const { api } = await depot();
  const specs = depotSpecs(ruleOf(PUT));
  const target = depotTarget(
    specs,
    { baseUrl: api, users: USERS },
    { tls: { rejectUnauthorized: false } },
  );
  const { failures } = await judgeDepot(specs, await openDepot(specs, target));
  expect(
    only(failures)
      .curl.split("\n")
      .filter((line) => line.includes("curl -sS -k ")),
  ).toHaveLength(2);
});

test("a path in which nothing is does not say that the operation is not there", async () => {
  const nothing = await recorder(() => ({
    status: 404,
    headers: { "content-type": "application/json" },
    body: '{"error":"not found"}',
  }));
  const specs = depotSpecs(
    ruleOf(PUT),
    DEPOT.replace(
      "http: { method: GET, path: /files }",
      "http: { method: GET, path: /files }\n    harmless: { with: {} }",
    ).concat("    harmless: { with: { id: $unissued } }\n"),
  );
  const target = depotTarget(specs, { baseUrl: nothing.baseUrl, users: USERS });
  const found = await whatIsOffered(await openDepot(specs, target), "depot");
  expect(Object.fromEntries(found.map(({ name, standing }) => [name, standing]))).toMatchObject({
    List: "not offered",
    Remove: "offered",
  });
});

test("headers of a target go with every request, and are secrets", async () => {
  const { api, requests } = await depot();
  const specs = depotSpecs(ruleOf(PUT));
  const headers = { "X-Gateway": "gate-way-secret", "X-T": ["t1", "t2"], "X-None": "${NONE:-}" };
  const target = depotTarget(specs, { baseUrl: api, users: USERS, headers });
  const open = await openDepot(specs, target);
  const failure = only((await judgeDepot(specs, open)).failures);
  const areSent = (): void => {
    for (const request of requests) {
      expect(linesOf(request, "x-gateway")).toEqual(["X-Gateway: gate-way-secret"]);
      expect(linesOf(request, "x-t")).toEqual(["X-T: t1", "X-T: t2"]);
      expect(linesOf(request, "x-none")).toEqual([]);
    }
  };
  expect(requests.length).toBeGreaterThan(2);
  areSent();
  expect(JSON.stringify(failure)).not.toContain("gate-way-secret");
  expect(failure.exchanges[0]?.request.headers["X-Gateway"]).toBe("‹header:X-Gateway›");
  requests.length = 0;
  const env = {
    OWNER_KEY: KEY,
    HEADER_X_GATEWAY: "gate-way-secret",
    HEADER_X_T: "t1",
    HEADER_X_T_2: "t2",
  };
  expect((await paste(failure.curl, env)).stderr).toBe("");
  expect(requests).toHaveLength(2);
  areSent();
});
