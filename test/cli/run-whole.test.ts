import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { BINDINGS } from "../../src/model/binding.ts";
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { sampled } from "../sampled.ts";
import { assay } from "./assay.ts";
import { constantServer, folderWith, remote, reportIn } from "./judged-folder.ts";

describe("assay run of every rule", () => {
  // Over all bindings at once, and whole, it is what `npm start` does.
  const bindings = sampled(BINDINGS, { oneIn: BINDINGS.length, name: (one) => one });
  test.each(bindings)(
    "judges every rule over %s, conforms, and leaves nothing",
    async (binding) => {
      const cwd = await folderWith({ reference: { embedded: true, safety: "full" } });
      const args = ["run", "--seed", "1", "--runs", "2", "--format", "junit,md"];
      const ended = await assay([...args, "--binding", binding], { cwd, isFresh: true });
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain("reference conforms");
      const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
      expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
      const [target] = (JSON.parse(text) as Report).targets;
      const open = target?.rules.filter(({ verdict }) => !["pass", "observed"].includes(verdict));
      // What tus lets a server leave out, and what only a server of another setting has.
      for (const { verdict, reason } of open ?? []) {
        expect(verdict).toBe("not-applicable");
        expect(reason).toMatch(
          /^the target (does not announce|declares no) |about none of the bindings/,
        );
      }
      expect(target?.leftovers).toEqual([]);
      const junit = await readFile(join(cwd, "assay-report", "junit.xml"), "utf8");
      expect(XMLValidator.validate(junit)).toBe(true);
      expect(await readFile(join(cwd, "assay-report", "report.md"), "utf8")).toContain("reference");
    },
  );

  test("nothing listens: exit 3, and every rule says why", async () => {
    const cwd = await folderWith({ down: remote("http://127.0.0.1:1") });
    const ended = await assay(["run"], { cwd, isFresh: true });
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain("nothing listens there");
    const [target] = (await reportIn(cwd)).targets;
    const asked = target?.rules.filter(({ id }) => !id.startsWith("tus."));
    expect(new Set(asked?.map(({ verdict }) => verdict))).toEqual(new Set(["inconclusive"]));
  });

  test("a constant success passes no MUST rule", async () => {
    const url = await constantServer(
      '<response success="true" error="" ticket="3f2504e0-4f89-11d3-9a0c-0305e82c3301" UploadHandler="a1b2c3d4-e5f6-7890-abcd-ef1234567890" ChunkSize="262144" downloadhandler="a1b2c3d4-e5f6-7890-abcd-ef1234567890" Size="10" />',
    );
    const cwd = await folderWith({ constant: remote(url) });
    expect((await assay(["run", "--runs", "2"], { cwd })).code).not.toBe(0);
    const [target] = (await reportIn(cwd)).targets;
    const passed = target?.rules.filter(
      ({ level, verdict }) => level === "MUST" && verdict === "pass",
    );
    expect(passed?.map(({ id }) => id)).toEqual([]);
  });
});
