import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Fault } from "../../reference/faults/fault.ts";
import { EVERY_FAULT_IS_USED } from "../../reference/faults/used.ts";
import { type ClaimedFaultName, FAULTS } from "../../reference/faults.ts";
import { sampled } from "../sampled.ts";
import { BESIDE_ROWS } from "./demonstrations/beside.ts";
import { CONNECTION_ROWS } from "./demonstrations/connections.ts";
import { CONTENT_ROWS } from "./demonstrations/contents.ts";
import { CREATE_UPLOAD_HANDLER_ROWS } from "./demonstrations/create-upload-handler.ts";
import { DELETE_DOWNLOAD_HANDLER_ROWS } from "./demonstrations/delete-download-handler.ts";
import { DELETE_UPLOAD_API_ROWS } from "./demonstrations/delete-upload-api.ts";
import { DELETE_UPLOAD_HANDLER_ROWS } from "./demonstrations/delete-upload-handler.ts";
import type { Row } from "./demonstrations/demonstration.ts";
import { DOCUMENT_ROWS } from "./demonstrations/documents.ts";
import { DOWNLOAD_FILE_CHUNK_ROWS, GET_DOWNLOAD_HANDLER_ROWS } from "./demonstrations/downloads.ts";
import { EDITION_ROWS } from "./demonstrations/editions.ts";
import { EVERY_OPERATION_ROWS } from "./demonstrations/every-operation.ts";
import { FINALIZE_UPLOAD_ROWS } from "./demonstrations/finalize-upload.ts";
import { HEADER_ROWS } from "./demonstrations/headers.ts";
import { HOSTILE_ROWS } from "./demonstrations/hostile.ts";
import { RACE_ROWS } from "./demonstrations/races.ts";
import { SEQUENCE_ROWS } from "./demonstrations/sequences.ts";
import { SESSION_ROWS } from "./demonstrations/sessions.ts";
import { SPELLING_ROWS } from "./demonstrations/spellings.ts";
import { TRANSFER_ROWS } from "./demonstrations/transfers.ts";
import { TUS_BYTES_ROWS } from "./demonstrations/tus-bytes.ts";
import { TUS_CONCATENATION_ROWS } from "./demonstrations/tus-concatenation.ts";
import { TUS_CORE_ROWS } from "./demonstrations/tus-core.ts";
import { TUS_CREATION_ROWS } from "./demonstrations/tus-creation.ts";
import { TUS_EXTENSION_ROWS } from "./demonstrations/tus-extensions.ts";
import { TUS_HOSTILE_ROWS } from "./demonstrations/tus-hostile.ts";
import { UPLOAD_FILE_CHUNK_ROWS } from "./demonstrations/upload-file-chunk.ts";
import { logIn, open, type Session } from "./support/session.ts";

/** A fault without a row does not compile. */
const ROWS: Readonly<Record<ClaimedFaultName, Row>> = {
  ...SESSION_ROWS,
  ...CREATE_UPLOAD_HANDLER_ROWS,
  ...CONTENT_ROWS,
  ...UPLOAD_FILE_CHUNK_ROWS,
  ...FINALIZE_UPLOAD_ROWS,
  ...DELETE_UPLOAD_HANDLER_ROWS,
  ...GET_DOWNLOAD_HANDLER_ROWS,
  ...DOWNLOAD_FILE_CHUNK_ROWS,
  ...DELETE_DOWNLOAD_HANDLER_ROWS,
  ...DOCUMENT_ROWS,
  ...EDITION_ROWS,
  ...EVERY_OPERATION_ROWS,
  ...DELETE_UPLOAD_API_ROWS,
  ...HOSTILE_ROWS,
  ...RACE_ROWS,
  ...SEQUENCE_ROWS,
  ...TUS_CORE_ROWS,
  ...TUS_BYTES_ROWS,
  ...TUS_CREATION_ROWS,
  ...TUS_EXTENSION_ROWS,
  ...TUS_CONCATENATION_ROWS,
  ...TUS_HOSTILE_ROWS,
  ...TRANSFER_ROWS,
  ...CONNECTION_ROWS,
  ...HEADER_ROWS,
  ...SPELLING_ROWS,
  ...BESIDE_ROWS,
};

/** What takes longer than all the others together is a kind of its own. */
const SLOW: readonly string[] = ["cut-body-slows-server", "soap-expands-without-limit"];
const TODAY = sampled<Fault & { name: ClaimedFaultName }>(FAULTS, {
  oneIn: 5,
  name: ({ name }) => name,
  kind: (fault) => (SLOW.includes(fault.name) ? "slow" : fault.class),
});

describe("a fault changes what its title says", () => {
  let rightServer: Session;
  beforeAll(async () => {
    rightServer = await open();
  });
  afterAll(() => rightServer.close());

  test.each(TODAY)("$name: $title", async ({ name, dialect }) => {
    const [probe, right, broken] = ROWS[name];
    expect(right).not.toBe(broken);
    const speaking = dialect === undefined ? {} : { dialect };
    const session =
      dialect === undefined
        ? await logIn(rightServer.server, rightServer.wait)
        : await open(speaking);
    const faulty = await open({ faults: [name], ...speaking });
    try {
      expect(await probe(session)).toBe(right);
      expect(await probe(faulty)).toBe(broken);
    } finally {
      await Promise.all([session.close(), faulty.close()]);
    }
  });
});

describe("the table of faults", () => {
  test("names every fault once, in kebab-case", () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("says in one sentence what is broken, and names statements", () => {
    for (const { title, statements } of FAULTS) {
      expect(title).toMatch(/^\w[^\n]*\.$/);
      expect(statements.length).toBeGreaterThan(0);
      for (const statement of statements) expect(statement).toMatch(/^[A-Z]{3}-[0-9]{2,3}$/);
    }
  });

  test("breaks every MUST and SHOULD statement of the four documents", async () => {
    const file = await readFile(new URL("../../specs/statements.yaml", import.meta.url), "utf8");
    const { statements } = parse(file) as { statements: Record<string, { level: string }> };
    const due = Object.keys(statements).filter(
      (id) => /^(?:CUH|DUH|DDH|DUA)-/.test(id) && statements[id]?.level !== "MAY",
    );
    const broken = new Set<string>(FAULTS.flatMap((fault) => [...fault.statements]));
    expect(due.length).toBeGreaterThan(70);
    expect(due.filter((id) => !broken.has(id))).toEqual([]);
  });

  test("has no fault that no code asks for", () => {
    expect(EVERY_FAULT_IS_USED).toBe(true);
  });
});
