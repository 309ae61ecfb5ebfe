import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { PublicFault } from "../../reference/faults/public/public-fault.ts";
import { PUBLIC_FAULTS } from "../../reference/faults/public.ts";
import { FAULTS, type PublicFaultName } from "../../reference/faults.ts";
import { sampled } from "../sampled.ts";
import type { Row } from "./demonstrations/demonstration.ts";
import { PUBLIC_CONNECTIONS_ROWS } from "./demonstrations/public/connections.ts";
import { PUBLIC_CONTENTS_ROWS } from "./demonstrations/public/contents.ts";
import { PUBLIC_FORMS_ROWS } from "./demonstrations/public/forms.ts";
import { PUBLIC_HEADERS_ROWS } from "./demonstrations/public/headers.ts";
import { PUBLIC_LIMITS_ROWS } from "./demonstrations/public/limits.ts";
import { PUBLIC_OTHER_ROWS } from "./demonstrations/public/others.ts";
import { PUBLIC_REWRITES_ROWS } from "./demonstrations/public/rewrites.ts";
import { PUBLIC_SESSIONS_ROWS } from "./demonstrations/public/sessions.ts";
import { PUBLIC_SOAP_ROWS } from "./demonstrations/public/soap.ts";
import { PUBLIC_TEXTS_ROWS } from "./demonstrations/public/texts.ts";
import { PUBLIC_TRANSFERS_ROWS } from "./demonstrations/public/transfers.ts";
import { PUBLIC_UPLOADS_ROWS } from "./demonstrations/public/uploads.ts";
import { open, type Session } from "./support/session.ts";

/** A fault without a row does not compile. */
const ROWS: Readonly<Record<PublicFaultName, Row>> = {
  ...PUBLIC_CONTENTS_ROWS,
  ...PUBLIC_LIMITS_ROWS,
  ...PUBLIC_TRANSFERS_ROWS,
  ...PUBLIC_CONNECTIONS_ROWS,
  ...PUBLIC_HEADERS_ROWS,
  ...PUBLIC_SOAP_ROWS,
  ...PUBLIC_FORMS_ROWS,
  ...PUBLIC_SESSIONS_ROWS,
  ...PUBLIC_OTHER_ROWS,
  ...PUBLIC_REWRITES_ROWS,
  ...PUBLIC_TEXTS_ROWS,
  ...PUBLIC_UPLOADS_ROWS,
};

/** What sends bodies of many megabytes is a kind of its own. */
const SLOW: readonly string[] = ["body-over-30000000-is-404", "chunk-count-is-lost"];
const TODAY = sampled<PublicFault & { readonly name: PublicFaultName }>(PUBLIC_FAULTS, {
  oneIn: 4,
  name: ({ name }) => name,
  kind: ({ name }) => (SLOW.includes(name) ? "slow" : ""),
});

describe("a public fault changes what its title says", () => {
  let right: Session;
  beforeAll(async () => {
    right = await open();
  });
  afterAll(() => right.close());

  test.each(TODAY)("$name: $title", async ({ name }) => {
    const [probe, usual, broken] = ROWS[name];
    expect(usual).not.toBe(broken);
    const faulty = await open({ faults: [name] });
    try {
      expect(await probe(right)).toBe(usual);
      expect(await probe(faulty)).toBe(broken);
    } finally {
      await faulty.close();
    }
  });
});

describe("the table of public faults", () => {
  const names: readonly string[] = PUBLIC_FAULTS.map(({ name }) => name);

  test("has at least sixty, each named once and like no other fault", () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
    const all = [...names, ...FAULTS.map(({ name }) => name)];
    expect(new Set(all).size).toBe(all.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("links each to a report of its own, and says in one sentence what is broken", () => {
    const reports = PUBLIC_FAULTS.map(({ report }) => report);
    expect(new Set(reports).size).toBe(reports.length);
    for (const { title } of PUBLIC_FAULTS) expect(title).toMatch(/^\S[^\n]*\.$/);
  });

  test("names statements, of which one at least binds a server", async () => {
    const statements: Record<string, { level: string }> = {};
    for (const path of ["statements.yaml", "tus/statements.yaml"]) {
      const file = await readFile(new URL(`../../specs/${path}`, import.meta.url), "utf8");
      Object.assign(statements, (parse(file) as { statements: object }).statements);
    }
    for (const { name, statements: broken } of PUBLIC_FAULTS) {
      const levels = broken.map((id) => statements[id]?.level);
      expect([name, levels]).not.toEqual([name, expect.arrayContaining([undefined])]);
      const binding = levels.filter((level) => level === "MUST" || level === "SHOULD");
      expect([name, binding]).not.toEqual([name, []]);
    }
  });

  test("no rule claims one", async () => {
    const { loadSpecs } = await import("../../src/built-in/load-specs.ts");
    const claimed = loadSpecs([], process.cwd()).rules.flatMap(({ faults }) => faults);
    expect(claimed.filter((name) => names.includes(name))).toEqual([]);
  });
});
