import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { FaultName } from "../../reference/faults.ts";
import type { Target } from "../../src/model/target.ts";
import { sampled } from "../sampled.ts";
import { asBinding, SPECS } from "./judge-with.ts";
import { withSettings } from "./open-reference.ts";
import { repeatFailures } from "./repeat-failure.ts";

const missing = ["bash", "curl"].some((name) => spawnSync(name, ["--version"]).status !== 0);
if (missing) process.stderr.write("skipped: there is no bash or no curl on the PATH\n");

/** Rules that claim a fault, by what their commands have to do. */
const CLAIMS: readonly (readonly [what: string, fault: FaultName, rule: string])[] = [
  ["one call", "clamp-minimum-off-by-one", "create-upload-handler.size-below-minimum"],
  ["a parameter left out", "create-accepts-missing-size", "create-upload-handler.size-required"],
  ["an ended ticket", "create-ignores-ticket", "create-upload-handler.invalid-ticket"],
  ["an own session that ends", "logout-keeps-ticket", "delete-upload-handler.ended-session"],
  ["a new login", "login-ticket-is-dead", "authenticate-user.right-credentials"],
  ["a password with more to it", "login-accepts-any-password", "authenticate-user.wrong-password"],
  ["a second user", "delete-upload-ignores-owner", "delete-upload-handler.strangers-delete"],
  [
    "a ticket by another spelling",
    "login-ticket-in-other-case",
    "authenticate-user.success-attributes",
  ],
  ["saved values", "delete-upload-second-time-fails", "delete-upload-handler.twice"],
  ["chunks and documents", "finalize-drops-last-byte", "create-upload-handler.whole-workflow"],
  ["a new document", "finalize-ignores-ticket", "upload-new-document-width-handler.invalid-ticket"],
  ["a download in parts", "download-reads-on", "download-file-chunk.any-slice"],
  ["every binding in turn", "get-binding-off-by-one", "create-upload-handler.bindings-agree"],
  ["other spellings", "extra-parameters-are-refused", "create-upload-handler.tolerated-requests"],
  ["a body in chunks", "chunked-body-loses-tail", "create-upload-handler.equivalent-requests"],
  ["a body held back", "expecting-request-loses-body", "delete-upload-handler.equivalent-requests"],
  ["a crash", "delete-upload-crashes-on-hex-guid", "delete-upload-handler.guid-forms-answered"],
  ["hostile values", "long-values-show-stack", "create-upload-handler.reveals-nothing"],
  ["a header", "delete-api-ignores-key", "delete-upload.invalid-key-deletes-nothing"],
  ["header names in capitals", "delete-api-headers-case-sensitive", "delete-upload.header-case"],
  ["another method", "delete-api-get-deletes", "delete-upload.only-delete-deletes"],
  ["a list", "delete-api-deletes-foreign", "delete-upload.foreign-upload"],
  ["a file in a form", "delete-api-refuses-completed", "delete-upload.completed-upload"],
  ["a file that is too large", "delete-api-refuses-failed", "delete-upload.failed-upload"],
];

function rulesOf(fault: FaultName, name: string) {
  const rules = SPECS.rules.filter(({ id, faults }) => id.endsWith(name) && faults.includes(fault));
  expect(
    rules.map(({ id }) => id),
    `${name} claims ${fault}`,
  ).toHaveLength(1);
  return rules.map(asBinding);
}

test.skipIf(missing).each(sampled(CLAIMS, { oneIn: 4, name: ([what]) => what }))(
  "the commands of a failure with %s get the recorded answer again (%s)",
  async (_, fault, name) => {
    const rules = rulesOf(fault, name);
    const bindings = rules.some(({ tags }) => tags.includes("hostile"))
      ? (["get"] as const)
      : undefined;
    const how = { runs: 30, ...(bindings ? { bindings } : {}) };
    const repeated = await repeatFailures([fault], rules, how);
    expect(repeated).not.toEqual([]);
    const other = repeated.filter(({ result }) => result !== "as recorded");
    expect(other.map(({ binding, curl, details }) => `${binding}: ${details}\n${curl}`)).toEqual(
      [],
    );
  },
  60_000,
);

test.each([
  [
    "a race",
    "concurrent-creates-share-handler",
    "create-upload-handler.together",
    /in flight at the same time/,
  ],
  [
    "bytes of its own",
    "chunk-abort-leaves-file",
    "upload-file-chunk.leaves-no-file",
    /^# Step \d+ sends bytes/,
  ],
  [
    "a body that is cut",
    "cut-chunk-is-appended",
    "upload-file-chunk.cut-is-not-appended",
    /^# Step \d+ goes over the wire in a way that curl cannot \(the body cut after \d+ %/,
  ],
  [
    "a canary",
    "soap-reads-external-entities",
    "delete-upload-handler.refuses-hostile-xml",
    /leads the server/,
  ],
] as const)(
  "where curl cannot repeat a failure, with %s, words say so and what can (%s)",
  async (_, fault, name, words) => {
    const repeated = await repeatFailures([fault], rulesOf(fault, name), { runs: 30 });
    expect(repeated).not.toEqual([]);
    for (const { curl, result } of repeated) {
      expect(result).toBe("in words");
      expect(curl).toMatch(words);
      expect(curl).toContain("assay replay");
    }
  },
  60_000,
);

test.skipIf(missing)("chunks as multipart are repeated, too", async () => {
  const change = (target: Target): Target =>
    withSettings(target, "inforouter", { chunkEncoding: "multipart" });
  const rules = rulesOf("finalize-drops-last-byte", "create-upload-handler.whole-workflow");
  const how = { runs: 5, bindings: ["post"], change } as const;
  const repeated = await repeatFailures(["finalize-drops-last-byte"], rules, how);
  expect(new Set(repeated.map(({ result }) => result))).toEqual(new Set(["as recorded"]));
  expect(repeated[0]?.curl).toContain("--form-string");
});

test("what makes an upload is sent with its body and its type", async () => {
  const rules = rulesOf("delete-api-refuses-pending", "delete-upload.pending-upload");
  const [repeated] = await repeatFailures(["delete-api-refuses-pending"], rules, { runs: 5 });
  expect(repeated?.curl).toMatch(/^upload=\$\(curl .* -X POST http:\S+\/upload-api /m);
  expect(repeated?.curl).toContain("content-type: application/json");
  expect(repeated?.curl).toContain('"filename"');
  expect(repeated?.curl).toContain('"$OWNER_KEY"');
});
