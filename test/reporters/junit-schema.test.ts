import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { renderJunit } from "../../reporters/junit/render-junit.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { violating } from "./fixtures/violating.ts";

const schema = readFileSync(join(import.meta.dirname, "schemas", "junit.xsd"), "utf8");

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const xml = Object.entries(files).map(([fileName, contents]) => ({ fileName, contents }));
  const { errors } = await validateXML({ xml, schema });
  return errors.flatMap(({ rawMessage, loc }) => (loc ? [rawMessage] : []));
}

describe("junit.xsd", () => {
  it("accepts what renderJunit writes of every sample report", async () => {
    const files = Object.entries(SAMPLES).flatMap(([name, report]) => [
      [`${name}.xml`, renderJunit(report)],
      [`${name}-strict.xml`, renderJunit(report, { failOn: "should" })],
    ]);
    expect(await problemsOf(Object.fromEntries(files))).toEqual([]);
  });

  it("refuses a document that is not JUnit's", async () => {
    const written = renderJunit(violating);
    expect(
      await problemsOf({
        "attribute.xml": written.replace("<testcase ", '<testcase lines="3" '),
        "number.xml": written.replace(/ tests="\d+"/, ' tests="many"'),
        "element.xml": written.replace("<properties>", "<properties/><properties>"),
      }),
    ).toEqual([
      expect.stringContaining("attribute 'lines' is not allowed"),
      expect.stringContaining("'many' is not a valid value"),
      expect.stringContaining("properties"),
    ]);
  });
});
