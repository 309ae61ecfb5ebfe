import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import type { ApiDataToolsTarget } from "../../src/model/target.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";
import { tryKey } from "../../src/run/target/try-key.ts";
import { listen } from "../wire/servers.ts";
import { EMBEDDED, SPECS } from "./judge-with.ts";

const KEY = "theKeyOfTheOwner";
const RULE = SPECS.rules.find(({ service }) => service === "apidatatools");
const CREATE = { method: "POST", path: "/upload-api", id: "/upload_id" };
const POOL = { pool: ["upl_1"] };

/** Statuses by path; of two, the second is for a key that was never issued. */
type Manner = Readonly<Record<"delete" | "list" | "create", number | readonly [number, number]>>;

/** What is found of the owner's key on a server that answers so. */
async function tried(manner: Manner, settings: Pick<ApiDataToolsTarget, "createUpload">) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [what = "list"] = (["delete", "list"] as const).filter((one) =>
      request.url?.startsWith(`/${one}`),
    );
    const name = request.url === CREATE.path ? "create" : what;
    asked.push(name);
    const said = manner[name];
    const [own, other] = typeof said === "number" ? [said, said] : said;
    const status = request.headers["x-api-key"] === KEY ? own : other;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status < 300 ? '{"upload_id":"upl_1","message":"m"}' : '{"error":"e"}');
  });
  const baseUrl = `http://127.0.0.1:${await listen(server)}`;
  const reference = await startReferenceServer({});
  onTestFinished(() => reference.close());
  const whole = embeddedTarget(EMBEDDED, reference);
  const listUploads = { method: "GET", path: "/list-uploads-api", ids: "/uploads/*/upload_id" };
  const service = { baseUrl, keys: { owner: KEY }, operations: { absent: [] }, probes: {} };
  const apidatatools = { ...service, listUploads, ...settings };
  const target = { ...whole, services: { apidatatools } };
  const { operations } = SPECS;
  const open = await openTarget({ target, operations, seed: 1, tag: newTag() });
  onTestFinished(() => open.close());
  return { trial: await tryKey("owner", open, target, RULE), asked };
}

test.each<[string, Manner, Pick<ApiDataToolsTarget, "createUpload">, object, readonly string[]]>([
  [
    "that may list is good",
    { list: 200, delete: 401, create: 401 },
    { createUpload: CREATE },
    { kind: "works" },
    ["list"],
  ],
  [
    "whose list is astray is good",
    { list: 403, delete: 404, create: 401 },
    { createUpload: CREATE },
    { kind: "works", astray: { status: 403 } },
    ["list", "delete"],
  ],
  [
    "that makes uploads is good, on a server that refuses every delete",
    { list: 401, delete: 401, create: 201 },
    { createUpload: CREATE },
    { kind: "works" },
    ["list", "delete", "create", "delete"],
  ],
  [
    "that is refused in everything is no good",
    { list: 401, delete: 401, create: 403 },
    { createUpload: CREATE },
    { kind: "refused", isSure: true },
    ["list", "delete", "create"],
  ],
  [
    "that is refused as any other is no good",
    { list: 401, delete: 401, create: 500 },
    { createUpload: POOL },
    { kind: "refused", isSure: true },
    ["list", "delete", "delete"],
  ],
  [
    "that is refused as no other may be a good one",
    { list: 401, delete: [403, 401], create: 500 },
    { createUpload: POOL },
    { kind: "refused", isSure: false },
    ["list", "delete", "delete"],
  ],
])("a key %s", async (_, manner, settings, trial, asked) => {
  expect(await tried(manner, settings)).toMatchObject({ trial, asked });
});
