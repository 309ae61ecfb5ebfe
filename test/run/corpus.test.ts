import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { appendFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/model/failure.ts";
import type { Rule } from "../../src/model/rule.ts";
import { openCorpus } from "../../src/run/campaign/corpus.ts";
import { emptyFolder } from "../cli/assay.ts";

const RULE = { id: "s.o.r", forAll: {}, forEach: {}, steps: [] } as unknown as Rule;
/** Longer than a look at the folder is good for. */
const NEXT_LOOK_MS = 1100;

/** @param id a cause of its own by default */
function failing(
  binding: Failure["binding"],
  inputs: Failure["counterexample"],
  id = JSON.stringify([binding, inputs]),
): Failure {
  return { id, binding, counterexample: inputs } as Failure;
}

function unit(binding: string, rule = RULE, target = "acme") {
  return { target, rule, binding };
}

describe("a corpus", () => {
  test("shared by two is one: each tries what the other found, once, own bindings first", async () => {
    const folder = join(await emptyFolder(), "shared", "corpus");
    const [one, other] = [openCorpus(folder), openCorpus(folder)];
    expect(other.inputsFor(unit("get"))).toEqual([]);
    one.add(RULE, failing("post", { size: 1 }));
    one.add(RULE, failing("get", { size: 2 }));
    one.add(RULE, failing("get", { size: 2 }));
    one.add({ ...RULE, id: "s.o.other" }, failing("get", { size: 3 }));
    await sleep(NEXT_LOOK_MS);
    expect(other.inputsFor(unit("get"))).toEqual([{ size: 2 }, { size: 1 }]);
    expect(other.inputsFor(unit("get"))).toEqual([]);
    expect(other.inputsFor(unit("soap11"))).toHaveLength(2);
    // Another target has not had them yet.
    expect(other.inputsFor(unit("get", RULE, "stage"))).toHaveLength(2);
    expect(other.counts()).toEqual({ kept: 0, come: 3, tried: 6, passedOver: 0 });
    expect(one.counts()).toMatchObject({ kept: 3, come: 0 });

    // What it knows already it does not write again, and nobody's file is written over.
    other.add(RULE, failing("get", { size: 2 }));
    expect(other.counts().kept).toBe(0);
    expect(readdirSync(folder)).toHaveLength(3);
    expect(openCorpus(folder).inputsFor(unit("get"))).toHaveLength(2);
  });

  test("has one file for a cause, whatever else fails alike, also of another process", async () => {
    const folder = await emptyFolder();
    const one = openCorpus(folder);
    for (let size = 0; size < 20; size++) one.add(RULE, failing("get", { size }, "0123456789ab"));
    openCorpus(folder).add(RULE, failing("get", { size: 20 }, "0123456789ab"));
    expect(readdirSync(folder)).toHaveLength(1);
    one.add(RULE, failing("get", { size: 1 }, "ba9876543210"));
    expect(one.counts().kept).toBe(2);
  });

  test("keeps what fails in words, without what a server sent", async () => {
    const folder = await emptyFolder();
    const response = { status: 200, body: "a".repeat(100_000) };
    const told = {
      ...failing("get", { size: 1 }),
      expected: ["success=true"],
      actual: "no answer",
    };
    openCorpus(folder).add(RULE, { ...told, exchanges: [{ response }] } as unknown as Failure);
    const [name = ""] = readdirSync(folder);
    const kept = readFileSync(join(folder, name), "utf8");
    expect(kept).toContain("no answer");
    expect(kept.length).toBeLessThan(1000);
  });

  test("has no case of another version of a rule, and those of older files", async () => {
    const folder = await emptyFolder();
    openCorpus(folder).add(RULE, failing("get", { size: 1 }));
    const old = { rule: RULE.id, binding: "get", inputs: { size: 2 } };
    await writeFile(join(folder, "0123456789ab.json"), JSON.stringify(old));
    const changed = { ...RULE, forAll: { size: { generator: "size", options: {} } } } as Rule;
    expect(openCorpus(folder).inputsFor(unit("get", changed))).toEqual([{ size: 2 }]);
    expect(openCorpus(folder).inputsFor(unit("get"))).toHaveLength(2);
  });

  test("passes over what is no case, says so once, and reads it when it has become one", async () => {
    const folder = await emptyFolder();
    const deep = `{"rule":"r","binding":"get","inputs":{"a":${"[".repeat(500)}${"]".repeat(500)}}}`;
    const contents = {
      "half.json": '{"rule":"s.o.r","binding":"get","inp',
      "list.json": "[]",
      "less.json": '{"rule":"s.o.r"}',
      "deep.json": deep,
      "large.json": JSON.stringify({
        rule: "s.o.r",
        binding: "get",
        inputs: {},
        x: "x".repeat(5e6),
      }),
      "unfinished.json.1234.tmp": "{",
    };
    for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
    await mkdir(join(folder, "folder.json"));
    await symlink("/dev/zero", join(folder, "link.json"));
    execFileSync("mkfifo", [join(folder, "pipe.json")]);
    const told: string[] = [];
    const corpus = openCorpus(folder, (message) => told.push(message));
    expect(corpus.inputsFor(unit("get"))).toEqual([]);
    expect(told.map((text) => text.slice(folder.length + 1).split(":")[0])).toEqual(
      ["deep", "folder", "half", "large", "less", "link", "list", "pipe"].map(
        (name) => `${name}.json is passed over`,
      ),
    );
    expect(corpus.counts().passedOver).toBe(told.length);
    await appendFile(join(folder, "half.json"), 'uts":{"size":7}}');
    await sleep(NEXT_LOOK_MS);
    expect(corpus.inputsFor(unit("get"))).toEqual([{ size: 7 }]);
    expect(corpus.counts().passedOver).toBe(told.length);
  });

  test("can be read and written on when those that wrote it were killed", async () => {
    const folder = join(await emptyFolder(), "corpus");
    const told: string[] = [];
    const reader = openCorpus(folder, (message) => told.push(message));
    const script = join(import.meta.dirname, "corpus-writer.mjs");
    const written = await Promise.all(
      ["a", "b"].map(async (name) => {
        const child = spawn(process.execPath, [script, folder, name], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let said = "";
        child.stdout.on("data", (text) => {
          said += String(text);
        });
        while (said.split("\n").length < 30) await sleep(10);
        child.kill("SIGKILL");
        await once(child, "close");
        return said.split("\n").length - 1;
      }),
    );
    await sleep(NEXT_LOOK_MS);
    const inputs = reader.inputsFor(unit("get"));
    expect(told).toEqual([]);
    for (const [at, name] of ["a", "b"].entries()) {
      const numbers = inputs.filter((one) => one["name"] === name).map(({ n }) => Number(n));
      // All that it said it had written, and perhaps one that it had no time to tell.
      const due = Array.from({ length: written[at] ?? 0 }, (_, n) => n);
      expect(numbers.toSorted((x, y) => x - y).slice(0, due.length)).toEqual(due);
      expect(numbers.length - due.length).toBeLessThanOrEqual(1);
    }
    reader.add(RULE, failing("get", { after: true }));
    expect(openCorpus(folder).inputsFor(unit("get"))).toHaveLength(inputs.length + 1);
  });
});
