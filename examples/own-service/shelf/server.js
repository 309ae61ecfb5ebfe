// A small made-up upload API, and what it looks like when it is broken: node server.js --port 8321 --fault NAME
// It is an example of a server, not of how to write one.
import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8321" },
    fault: { type: "string", default: "" },
    dialect: { type: "string", default: "plain" },
  },
});
const broken = (name) => values.fault === name;
const TERSE = values.dialect === "terse";

const USERS = new Map([
  ["shelf-owner-token", "owner"],
  ["shelf-other-token", "other"],
]);
const LARGEST = 100_000;
const items = new Map();

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const [, shelves, shelf, list, id, ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const answer = (status, body, headers = {}) => {
    const isWithout =
      (broken("request-id-missing-on-errors") && status >= 400) ||
      (broken("request-id-missing-on-delete") && request.method === "DELETE" && status === 204);
    if (!isWithout) response.setHeader("X-Request-Id", randomUUID());
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const isText = body === undefined || Buffer.isBuffer(body);
    if (!isText) response.setHeader("Content-Type", "application/json");
    response.writeHead(status).end(isText ? body : JSON.stringify(body));
  };
  const refuse = (status, error) => answer(status, TERSE ? { error } : { error, status });

  if (shelves !== "shelves" || !shelf || list !== "items" || rest.length > 0) {
    return refuse(404, "no-such-place");
  }
  const user = USERS.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1]);
  if (!user && !broken("any-token-will-do")) return refuse(401, "unauthorized");

  if (request.method === "POST" && id === undefined) {
    const bytes = await bodyOf(request);
    if (bytes.length > LARGEST && !broken("size-is-not-limited")) return refuse(413, "too-large");
    const key = randomUUID();
    const kept = broken("last-byte-is-lost") ? bytes.subarray(0, -1) : bytes;
    const name = request.headers["x-name"] ?? "unnamed";
    items.set(key, { shelf, user, name, bytes: kept });
    const place = `/shelves/${encodeURIComponent(shelf)}/items/${key}`;
    const location = broken("location-is-missing") ? {} : { Location: place };
    const sha256 = createHash("sha256").update(kept).digest("hex");
    return answer(
      broken("created-is-200") ? 200 : 201,
      { id: key, size: kept.length, sha256 },
      location,
    );
  }
  if (id === undefined) return refuse(405, "method-not-allowed");

  const item = items.get(id);
  const isTheirs = item?.shelf === shelf && (item.user === user || broken("strangers-may-read"));
  if (!item || !isTheirs) return refuse(404, "no-such-item");
  if (request.method === "GET" || request.method === "HEAD") {
    const from = Number(url.searchParams.get("from") ?? 0);
    const to = url.searchParams.has("length")
      ? from + Number(url.searchParams.get("length"))
      : undefined;
    const part = item.bytes.subarray(broken("from-is-ignored") ? 0 : from, to);
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": part.length };
    if (!broken("name-is-forgotten")) headers["X-Name"] = item.name;
    return answer(200, request.method === "HEAD" ? undefined : part, headers);
  }
  if (request.method === "DELETE") {
    if (!broken("delete-does-nothing")) items.delete(id);
    return answer(204);
  }
  return refuse(405, "method-not-allowed");
});

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

server.listen(Number(values.port), "127.0.0.1", () => console.log(`listening on ${values.port}`));
