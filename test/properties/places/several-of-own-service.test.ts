import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { zipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import { audit } from "../../../src/audit/audit.ts";
import type { OwnService } from "../../../src/audit/audit-options.ts";

const path = { type: "string", in: "query" };
const rest = ["rest"] as const;
const at = (method: string) => ({
  bindings: rest,
  answer: method === "GET" ? "bytes" : "none",
  http: { method, path: "/files" },
  parameters: { path },
});
const way = (name: string, call: string, more = {}) => ({
  name,
  statements: ["BX-01"],
  calls: [{ call, with: { path: "$file", ...more } }],
});

const FILES = [
  {
    service: "box",
    document: { title: "Box" },
    bindings: rest,
    target: { properties: {} },
    names: { base: { join: ["$newName", "-files"] }, file: { join: ["$base", ".bin"] } },
    operations: {
      Put: { ...at("PUT"), body: "raw", parameters: { path, content: { type: "bytes" } } },
      Get: at("GET"),
      Look: { ...at("HEAD"), answer: "none" },
      Delete: at("DELETE"),
      Archive: { ...at("GET"), http: { method: "GET", path: "/archive" } },
    },
    places: {
      Get: {
        writes: [way("Put", "Put", { content: "$content" })],
        reads: [way("Get", "Get")],
        several: {
          folders: [{ join: ["$base", "-in"] }, { join: ["$base", "-in.2"] }],
          names: { file: { join: ["$folder", "/", "$name"] } },
          looks: [way("Look", "Look")],
          removes: [way("Delete", "Delete")],
          wholes: [
            {
              name: "Archive",
              statements: ["BX-01"],
              calls: [{ call: "Archive", with: { path: "$folder" } }],
            },
          ],
        },
      },
    },
  },
  { statements: { "BX-01": { level: "MUST", where: "Get", text: "Get gives what was put." } } },
  {
    service: "box",
    operation: "Get",
    rules: [
      {
        id: "several",
        level: "MUST",
        statements: ["BX-01"],
        source: "Get",
        title: "Each file is what was put there",
        property: "several-places",
        maxRuns: 1,
        control: {
          title: "what was never put is not there",
          steps: [{ call: "Get", with: { path: "$unissued" }, expect: "refused" }],
        },
      },
    ],
  },
] as unknown as OwnService["files"];

type Files = Map<string, Buffer>;

/** What a server does otherwise than it should. */
interface Fault {
  readonly read?: (path: string) => string;
  readonly remove?: (path: string, files: Files) => void;
  readonly refuses?: (path: string) => boolean;
  readonly isIn?: (path: string, folder: string) => boolean;
}

async function verdictWhere({
  read = (one) => one,
  remove = (one, files) => void files.delete(one),
  refuses = () => false,
  isIn = (one, folder) => one.startsWith(`${folder}/`),
}: Fault): Promise<string | undefined> {
  const files: Files = new Map();
  const server = createServer(async (request, response) => {
    const url = new URL(String(request.url), "http://box");
    const named = url.searchParams.get("path") ?? "";
    const bytes = await buffer(request);
    const known = files.get(request.method === "GET" ? read(named) : named);
    if (url.pathname === "/archive") {
      const inside = [...files].filter(([one]) => isIn(one, named));
      response.end(zipSync(Object.fromEntries(inside), { level: 0 }));
      return;
    }
    if (request.method === "PUT") {
      const isRefused = refuses(named);
      if (!isRefused) files.set(named, bytes);
      response.writeHead(isRefused ? 400 : 204).end();
      return;
    }
    if (request.method === "DELETE") {
      remove(named, files);
      response.writeHead(known ? 204 : 404).end();
      return;
    }
    response.writeHead(known ? 200 : 404).end(request.method === "HEAD" ? undefined : known);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { report } = await audit({
    targets: { mine: { services: { box: { baseUrl } } } },
    services: [{ files: FILES }],
    select: { service: ["box"] },
    seed: 1,
  });
  return report.targets[0]?.rules.find(({ id }) => id === "box.get.several")?.verdict;
}

test("a service of one's own says how there are several places", async () => {
  expect(await verdictWhere({})).toBe("pass");
});

test("a server may refuse names", async () => {
  expect(await verdictWhere({ refuses: (path) => /[^\w./-]/.test(path) })).toBe("pass");
});

test("a name that is read otherwise than it is written is found", async () => {
  expect(await verdictWhere({ read: (path) => path.replaceAll("+", " ") })).toBe("fail");
});

test("what is still there after it was removed is found", async () => {
  expect(await verdictWhere({ remove: () => {} })).toBe("fail");
});

test("what is gone with another is found", async () => {
  const remove = (path: string, files: Files): void => {
    for (const one of files.keys()) if (one.startsWith(path)) files.delete(one);
  };
  expect(await verdictWhere({ remove })).toBe("fail");
});

test("an archive that has what is elsewhere is found", async () => {
  const isIn = (path: string, folder: string): boolean => path.startsWith(folder);
  expect(await verdictWhere({ isIn })).toBe("fail");
});
