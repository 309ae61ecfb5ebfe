// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadTargets } from "../../src/config/targets/load-targets.ts";
import { secretsOf } from "../../src/config/targets/secrets-of.ts";
import { depotSpecs, ruleOf } from "../run/depot.ts";
import { printedFailure } from "../schema/printed.ts";
import { withFiles } from "./with-files.ts";

const SPECS = depotSpecs(
  ruleOf(
    "- call: Create\n  with: { name: a, meta: b }\n  expect: accepted\n- call: List\n  then: { status: 200 }",
  ),
);

function read(
  entry: string,
  more = "",
  {
    env = {},
    files = {},
  }: { readonly env?: Record<string, string>; readonly files?: Record<string, string> } = {},
) {
  const text = `{ "targets": { "mine": {\n"services": { "depot": {\n"baseUrl": "https://a.example/api",\n${entry} } },\n${more}\n} } }`;
  return withFiles({ "targets.json": text, ...files }, (cwd) => {
    const load = () => loadTargets({ cwd, env, specs: SPECS }).get("mine");
    const printed = printedFailure(load).map((line) => line.replaceAll(cwd, "."));
    return { printed, target: printed.length > 0 ? undefined : load() };
  });
}

describe("headers of a target", () => {
  it("are lines, lists of them, and variables; empty ones are none", () => {
    const entry =
      '"headers": { "X-A": "${A}", "X-B": ["b1", "${NONE:-}", "b2"], "X-C": "${NONE:-}" }';
    const { target } = read(entry, "", { env: { A: "a-secret" } });
    expect(target?.services["depot"]?.headers).toEqual({ "X-A": "a-secret", "X-B": ["b1", "b2"] });
    expect(target && secretsOf(target, SPECS.services)).toEqual([
      { label: "header:X-A", value: "a-secret" },
      { label: "header:X-B", value: "b1" },
      { label: "header:X-B", value: "b2" },
    ]);
  });

  it.each([
    [
      '"headers": { "X A": "x" }',
      'targets.json:4:14: the key "X A" cannot name a header: use letters, digits and "-"',
    ],
    [
      '"headers": { "X-A": "my\\nsecret" }',
      'targets.json:4:21: "X-A" must be a text of one line or a list of texts; found a text',
    ],
    [
      '"headers": { "X-A": 1 }',
      'targets.json:4:21: "X-A" must be a text of one line or a list of texts; found a number',
    ],
    [
      '"headers": { "authorization": "x" }',
      'targets.json:4:31: target "mine", services.depot.headers.authorization is a parameter of List\n  calls send it as their rules say: take it out here',
    ],
    [
      '"headers": { "Content-Type": "x" }',
      'targets.json:4:30: target "mine", services.depot.headers.Content-Type is a parameter of PutPart\n  calls send it as their rules say: take it out here',
    ],
    [
      '"headers": { "Content-Length": "x" }',
      'targets.json:4:32: target "mine", services.depot.headers.Content-Length cannot be the same in every request\n  take it out: each request has its own',
    ],
  ])("wrong ones are told: %s", (entry, problem) => {
    const [first, ...others] = read(entry).printed.slice(1);
    expect(others).toEqual([]);
    expect(first).toBe(problem);
    expect(first).not.toContain("secret");
  });
});

describe("the certificate that a server is shown", () => {
  it("is read from where the file is", () => {
    withFiles({ "targets.json": "{}" }, (cwd) => {
      const make = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
      const out = [
        "-nodes",
        "-subj",
        "/CN=x",
        "-keyout",
        join(cwd, "k.pem"),
        "-out",
        join(cwd, "c.pem"),
      ];
      execFileSync("openssl", [...make, ...out], { stdio: "ignore" });
      const document = (tls: string) =>
        `{ "targets": { "mine": { "services": { "depot": { "baseUrl": "https://a.example" } },\n"tls": ${tls} } } }`;
      withFiles(
        { "targets.json": document(`{ "cert": "${cwd}/c.pem", "key": "${cwd}/k.pem" }`) },
        (there) => {
          const { tls } = loadTargets({ cwd: there, env: {}, specs: SPECS }).get("mine");
          expect(tls).toEqual({
            cert: join(cwd, "c.pem"),
            key: join(cwd, "k.pem"),
            rejectUnauthorized: true,
          });
        },
      );
      withFiles(
        { "targets.json": document(`{ "cert": "${cwd}/c.pem", "key": "${cwd}/c.pem" }`) },
        (there) => {
          const [, problem] = printedFailure(() =>
            loadTargets({ cwd: there, env: {}, specs: SPECS }).get("mine"),
          );
          expect(problem).toMatch(
            /^targets\.json:2:\d+: target "mine", tls\.key: the certificate cannot be used with it \(.+\)\n {2}both are PEM/,
          );
        },
      );
    });
  });

  it.each([
    [
      '"tls": { "cert": "no.pem", "key": "no.pem" }',
      ["cert: cannot read ./no.pem", "key: cannot read ./no.pem"],
    ],
    ['"tls": { "cert": "c.pem" }', ["cert stands without tls.key"]],
    ['"tls": { "key": "c.pem" }', ["key stands without tls.cert"]],
  ])("is told when it is wrong: %s", (tls, says) => {
    const { printed } = read('"operations": {}', tls, { files: { "c.pem": "x" } });
    const words = printed.slice(1).map((line) => line.split("\n")[0]?.replace(/^[^,]*, tls\./, ""));
    expect(words).toEqual(says);
    expect(printed[1]).toMatch(/^targets\.json:5:\d+: target "mine", tls\./);
  });
});

describe("the proxy that the environment asks for", () => {
  it("is that of the target, and may come from .env", () => {
    const env = { HTTPS_PROXY: "proxy:1", NO_PROXY: "b.example" };
    const { target } = read('"operations": {}', "", { env });
    expect(target?.proxy).toEqual({
      https: "http://proxy:1",
      except: ["b.example"],
      loopback: false,
    });
    const files = { ".env": "HTTP_PROXY=http://proxy:2\n" };
    expect(read('"operations": {}', '"proxy": true', { files }).target?.proxy).toEqual({
      ...{ http: "http://proxy:2", https: "http://proxy:2", except: [], loopback: true },
    });
    expect(
      read('"operations": {}', '"proxy": "${P}"', { env: { ...env, P: "false" } }).target,
    ).not.toHaveProperty("proxy");
  });

  it("is told when it cannot be used, and would be", () => {
    const env = { HTTPS_PROXY: "socks5://u:secret@proxy" };
    expect(read('"operations": {}', "", { env }).printed.slice(1)).toEqual([
      'targets.json:3:12: target "mine", services.depot.baseUrl is asked through HTTPS_PROXY, which is no http or https URL\n  write it like http://proxy.example:3128, or give the target "proxy": false',
    ]);
    expect(
      read('"operations": {}', "", { env: { ...env, NO_PROXY: "a.example" } }).printed,
    ).toEqual([]);
  });
});
