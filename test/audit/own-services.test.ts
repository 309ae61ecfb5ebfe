import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { OwnService } from "../../src/audit/audit-options.ts";

const FILES: OwnService["files"] = [
  {
    service: "echo",
    document: { title: "Echo" },
    bindings: ["rest"],
    target: { properties: { word: { type: "string", default: "hello" } } },
    names: { word: "$target.word" },
    operations: {
      Say: {
        bindings: ["rest"],
        answer: "json",
        http: { method: "GET", path: "/say" },
        parameters: { what: { type: "string", in: "query", default: "$word" } },
      },
    },
  },
  { statements: { "EC-01": { level: "MUST", where: "Say", text: "What is said comes back." } } },
  {
    service: "echo",
    operation: "Say",
    rules: [
      {
        id: "comes-back",
        level: "MUST",
        statements: ["EC-01"],
        source: "Say",
        title: "What is said comes back",
        // biome-ignore lint/suspicious/noThenProperty: rule files have it
        steps: [{ call: "Say", then: { json: { said: "hello" } } }],
        control: {
          title: "nothing is refused",
          steps: [{ call: "Say", with: { what: "" }, expect: "refused" }],
        },
      },
    ],
  },
];

async function verdictWith(adapter?: OwnService["adapter"]): Promise<string | undefined> {
  const server = createServer(({ url }, response) => {
    const what = new URL(String(url), "http://x").searchParams.get("what");
    response.writeHead(what ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify({ said: what }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { report } = await audit({
    targets: { mine: { services: { echo: { baseUrl } } } },
    services: [{ files: FILES, ...(adapter ? { adapter } : {}) }],
    select: { service: ["echo"] },
    seed: 1,
  });
  return report.targets[0]?.rules.find(({ id }) => id === "echo.say.comes-back")?.verdict;
}

test("a service that a program gives is judged, with defaults from its target", async () => {
  expect(await verdictWith()).toBe("pass");
});

test("its adapter makes requests and reads answers where it says how", async () => {
  const method = "GET";
  const encode = (_: unknown, { baseUrl }: { readonly baseUrl: string }) => {
    return { method, url: `${baseUrl}/say?what=other`, headers: {}, body: null };
  };
  expect(await verdictWith({ service: "echo", encode })).not.toBe("pass");
  const answer = (status: number) => ({ kind: "json", status, value: {}, text: "{}" }) as const;
  const read = ({ status }: { readonly status: number }) => answer(status);
  expect(await verdictWith({ service: "echo", read })).toBe("fail");
  const nothing = { encode: () => undefined, read: () => undefined };
  expect(await verdictWith({ service: "echo", ...nothing })).toBe("pass");
});
