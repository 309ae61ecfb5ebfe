import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { OwnService } from "../../src/audit/audit-options.ts";

/** A service that makes and removes things below a path of its own, by operations that others have, too. */
function service(name: string, place: string): OwnService {
  const id = name.toUpperCase();
  const call = (method: string, path: string) => ({ bindings: ["rest"], http: { method, path } });
  return {
    files: [
      {
        service: name,
        document: { title: name },
        bindings: ["rest"],
        target: { properties: {} },
        operations: {
          Make: {
            ...call("POST", `/${place}`),
            answer: "json",
            parameters: { fail: { type: "bool", in: "query" } },
            creates: {
              what: "thing",
              id: "$answer.id",
              remove: { call: "Remove", with: { id: "$id" } },
            },
          },
          Remove: {
            ...call("DELETE", `/${place}/{id}`),
            answer: "none",
            parameters: { id: { type: "string", in: "path" } },
          },
        },
      },
      { statements: { [`${id}-01`]: { level: "MUST", where: "Make", text: "It says where." } } },
      {
        service: name,
        operation: "Make",
        rules: [
          {
            id: "says-where",
            level: "MUST",
            statements: [`${id}-01`],
            source: "Make",
            title: "What was made is named with its place",
            // biome-ignore lint/suspicious/noThenProperty: rule files have it
            steps: [{ call: "Make", then: { json: { at: place } } }],
            control: {
              title: "a bad one is refused",
              steps: [{ call: "Make", with: { fail: true }, expect: "refused" }],
            },
          },
        ],
      },
    ],
  };
}

async function judge(operation?: string) {
  const made = new Set<string>();
  let count = 0;
  const server = createServer(({ method, url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://x");
    if (method === "DELETE") {
      const wasThere = made.delete(pathname);
      response.writeHead(wasThere ? 204 : 404).end();
      return;
    }
    const isRefused = searchParams.has("fail");
    const id = String(++count);
    if (!isRefused) made.add(`${pathname}/${id}`);
    response.writeHead(isRefused ? 400 : 201, { "content-type": "application/json" });
    response.end(isRefused ? "{}" : JSON.stringify({ id, at: pathname.slice(1) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { report } = await audit({
    targets: { mine: { services: { left: { baseUrl }, right: { baseUrl } } } },
    services: [service("left", "lefts"), service("right", "rights")],
    select: operation === undefined ? { service: ["left", "right"] } : { operation: [operation] },
    seed: 1,
  });
  const [target] = report.targets;
  if (!target) throw new Error("there is a target");
  const verdicts = Object.fromEntries(target.rules.map(({ id, verdict }) => [id, verdict]));
  return { target, verdicts, made };
}

test("two services of a target may call operations the same", async () => {
  const { target, verdicts, made } = await judge();
  expect(verdicts).toEqual({ "left.make.says-where": "pass", "right.make.says-where": "pass" });
  expect([...made]).toEqual([]);
  expect(target.leftovers).toEqual([]);
  expect(Object.keys(target.coverage?.answers ?? {})).toEqual(["left/Make", "right/Make"]);
});

test("such an operation is chosen with its service before it, or of both", async () => {
  expect((await judge("right/Make")).verdicts).toEqual({ "right.make.says-where": "pass" });
  expect(Object.keys((await judge("make")).verdicts)).toHaveLength(2);
});
