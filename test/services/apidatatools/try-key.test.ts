import { createServer } from "node:http";
import { expect, test } from "vitest";
import type { CreateUpload } from "../../../src/services/apidatatools/settings.ts";
import { tryKey } from "../../../src/services/apidatatools/try-key.ts";
import { SPECS } from "../../run/judge-with.ts";
import { openReference, withSettings } from "../../run/open-reference.ts";
import { listen } from "../../wire/servers.ts";

const KEY = "theKeyOfTheOwner";
const RULE = SPECS.rules.find(({ service }) => service === "apidatatools");
const CREATE = { method: "POST", path: "/upload-api", id: "/upload_id" };
const POOL = { pool: ["upl_1"] };

/** Statuses by path; of two, the second is for a key that was never issued. */
type Manner = Readonly<Record<"delete" | "list" | "create", number | readonly [number, number]>>;

/** What is found of the owner's key on a server that answers so. */
async function tried(manner: Manner, createUpload: CreateUpload) {
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
  const listUploads = { method: "GET", path: "/list-uploads-api", ids: "/uploads/*/upload_id" };
  const settings = { baseUrl, keys: { owner: KEY }, listUploads, createUpload };
  const open = await openReference({}, (target) => withSettings(target, "apidatatools", settings));
  return { trial: await tryKey("owner", open, open.target, RULE), asked };
}

test.each<[string, Manner, CreateUpload, object, readonly string[]]>([
  [
    "that may list is good",
    { list: 200, delete: 401, create: 401 },
    CREATE,
    { kind: "works" },
    ["list"],
  ],
  [
    "whose list is astray is good",
    { list: 403, delete: 404, create: 401 },
    CREATE,
    { kind: "works", astray: { status: 403 } },
    ["list", "delete"],
  ],
  [
    "that makes uploads is good, on a server that refuses every delete",
    { list: 401, delete: 401, create: 201 },
    CREATE,
    { kind: "works" },
    ["list", "delete", "create", "delete"],
  ],
  [
    "that is refused in everything is no good",
    { list: 401, delete: 401, create: 403 },
    CREATE,
    { kind: "refused", isSure: true },
    ["list", "delete", "create"],
  ],
  [
    "that is refused as any other is no good",
    { list: 401, delete: 401, create: 500 },
    POOL,
    { kind: "refused", isSure: true },
    ["list", "delete", "delete"],
  ],
  [
    "that is refused as no other may be a good one",
    { list: 401, delete: [403, 401], create: 500 },
    POOL,
    { kind: "refused", isSure: false },
    ["list", "delete", "delete"],
  ],
])("a key %s", async (_, manner, createUpload, trial, asked) => {
  expect(await tried(manner, createUpload)).toMatchObject({ trial, asked });
});
