import { expect, test } from "vitest";
import type { Call } from "../../../src/model/call.ts";
import type { ServiceTarget } from "../../../src/model/target.ts";
import { completeCall } from "../../../src/services/tus/complete-call.ts";
import { BUILT_IN } from "../../specs/built-in-specs.ts";

const TARGET: ServiceTarget = {
  baseUrl: "http://127.0.0.1:1080/files",
  bindings: ["rest"],
  operations: { absent: [] },
};

function call(name: string, headers: Readonly<Record<string, string>> = {}): Call {
  const operation = BUILT_IN.operations["tus"]?.[name];
  if (!operation) throw new Error(`no ${name}`);
  const args = Object.entries(headers).map(([key, value]) => ({
    name: key,
    value,
    in: "header" as const,
  }));
  return { operation, binding: "rest", arguments: args };
}

/** The metadata of a call that was completed, as it goes over the wire. */
function metadataOf(completed: Call): unknown {
  return completed.arguments.find(({ name }) => name === "upload-metadata")?.value;
}

const names = (() => {
  let count = 0;
  return () => `n${++count}`;
})();

test("a target that wants nothing gets calls as they are", () => {
  const create = call("Create", { "upload-length": "1" });
  expect(completeCall(create, TARGET, names)).toBe(create);
});

test("creations and OPTIONS go to the creation URL; uploads are where they are", () => {
  const target = { ...TARGET, baseUrl: "http://127.0.0.1:1080/api/", creation: "/files/" };
  for (const name of ["Create", "Options"]) {
    expect(completeCall(call(name), target, names).at).toBe("http://127.0.0.1:1080/api/files/");
  }
  expect(completeCall(call("Head"), target, names).at).toBeUndefined();
  const placed = { ...call("Create"), at: "/elsewhere" };
  expect(completeCall(placed, target, names).at).toBe("/elsewhere");
});

test("a creation has the metadata that the target wants, with another name each time", () => {
  const target = { ...TARGET, metadata: { filename: "{name}.bin", private: "" } };
  const [first, second] = [1, 2].map(() => metadataOf(completeCall(call("Create"), target, names)));
  const filename = Buffer.from("n1.bin").toString("base64");
  expect(first).toBe(`filename ${filename},private`);
  expect(second).not.toBe(first);
});

test("what a rule says of a key counts", () => {
  const target = { ...TARGET, metadata: { filename: "{name}" } };
  const said = { "upload-metadata": "greeting aGVsbG8=,filename YQ==" };
  expect(metadataOf(completeCall(call("Create", said), target, names))).toBe(
    said["upload-metadata"],
  );
});

test("a POST at the base URL is a creation, by whatever operation a rule makes it", () => {
  const target = { ...TARGET, creation: "/", metadata: { filename: "{name}" } };
  const made = { ...call("Patch", { "upload-length": "11" }), method: "POST", at: TARGET.baseUrl };
  const completed = completeCall(made, target, names);
  expect(completed.at).toBe(`${TARGET.baseUrl}/`);
  expect(metadataOf(completed)).toMatch(/^filename /);
  const elsewhere = { ...made, at: `${TARGET.baseUrl}/upload` };
  expect(completeCall(elsewhere, target, names)).toBe(elsewhere);
  const patch = { ...call("Patch"), at: TARGET.baseUrl };
  expect(completeCall(patch, target, names)).toBe(patch);
});
