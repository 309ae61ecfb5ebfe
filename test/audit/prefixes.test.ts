import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import { audit } from "../../src/audit/audit.ts";
import type { AuditOptions } from "../../src/audit/audit-options.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { targetsIn } from "../../src/config/targets/load-targets.ts";
import { planCases } from "../../src/run/case/plan-cases.ts";
import { whyNotApplicable } from "../../src/run/target/applicability.ts";
import { principalsOf } from "../../src/run/target/principals.ts";
import { givenDocument } from "../../src/schema/given-document.ts";
import { SPECS } from "../run/judge-with.ts";
import { sampled } from "../sampled.ts";

/** The optional fields of the services of a target, by their paths, from what most targets have on. */
const OPTIONAL = [
  "inforouter.users.owner",
  "inforouter.users.stranger",
  "inforouter.expiredTicket",
  "inforouter.documents.readable",
  "inforouter.folders.writable",
  "inforouter.probes.stagingDir",
  "apidatatools.keys.owner",
  "apidatatools.keys.stranger",
  "apidatatools.createUpload",
  "apidatatools.listUploads",
  "apidatatools.probes.objectDir",
] as const;

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer({});
});
afterAll(() => server.close());

/** The reference server as a target that declares its addresses and these fields. */
function declaring(fields: readonly string[]): NonNullable<AuditOptions["targets"]> {
  const { inforouter, apidatatools } = server;
  const isDeclared = (path: string): boolean =>
    path.endsWith(".baseUrl") || fields.some((field) => `${path}.`.startsWith(`${field}.`));
  const only = (value: unknown, path: string): unknown => {
    if (isDeclared(path) || typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [key, `${path}.${key}`, member]);
    const kept = members.filter(([, at]) =>
      [...fields, `${path.split(".")[0]}.baseUrl`].some((field) =>
        `${field}.`.startsWith(`${at}.`),
      ),
    );
    return Object.fromEntries(kept.map(([key, at, member]) => [key, only(member, String(at))]));
  };
  const services = {
    inforouter: only(inforouter, "inforouter"),
    apidatatools: only(apidatatools, "apidatatools"),
  };
  return { acme: { services } } as NonNullable<AuditOptions["targets"]>;
}

const without = OPTIONAL.map((field) => ({
  title: `everything but ${field}`,
  fields: OPTIONAL.filter((other) => other !== field),
}));
const upTo = OPTIONAL.map((_, index) => ({
  title: index === 0 ? "nothing but its addresses" : `no more than ${OPTIONAL[index - 1]}`,
  fields: OPTIONAL.slice(0, index),
}));

const PREFIXES = [...without, ...upTo].map((prefix, index) => ({ ...prefix, index }));
/** Each prefix judges so much of the rules, another part than its neighbours. */
const PARTS = 5;
const TODAY = sampled(PREFIXES, { oneIn: 5, name: ({ title }) => title });

test.each(TODAY)("a target that declares $title is never blamed", async ({ fields, index }) => {
  const part = SPECS.rules.filter((_, at) => at % PARTS === index % PARTS);
  const { report, exitCode } = await audit({
    targets: declaring(fields),
    runs: 1,
    seed: 1,
    select: { binding: ["post", "rest"], rule: part.map(({ id }) => id) },
  });
  const failed = report.targets.flatMap(({ rules }) =>
    rules.filter(({ verdict }) => verdict === "fail").map(({ id, reason }) => [id, reason]),
  );
  expect(failed).toEqual([]);
  expect([0, 3]).toContain(exitCode);
});

test.each(PREFIXES)(
  "every rule that applies to one that declares $title has cases",
  ({ fields }) => {
    const document = givenDocument({ targets: declaring(fields) });
    const target = targetsIn(document, { folder: "/", cwd: "/", env: {}, specs: SPECS }).get(
      "acme",
    );
    const { services } = SPECS;
    for (const rule of SPECS.rules) {
      if (whyNotApplicable(rule, { target, services }, rule.bindings) !== undefined) continue;
      const service = services[rule.service];
      if (!service) throw new Error(`no service ${rule.service}`);
      const planned = planCases(rule, VOCABULARY, { principals: principalsOf(target, service) });
      expect(planned, rule.id).toHaveProperty("rows");
      const inputs = "inputs" in planned ? planned.inputs : undefined;
      if (inputs) expect(fc.sample(inputs, 2), rule.id).toHaveLength(2);
    }
  },
);
