import type { ExportFormatName } from "../model/export-formats.ts";
import type { ExportedTest } from "./exported-test.ts";
import { httpFile, httpTest } from "./formats/http/render-http.ts";
import { hurlFiles, hurlTest } from "./formats/hurl/render-hurl.ts";
import { openApiExample, openApiFile } from "./formats/openapi/render-openapi.ts";
import { pytestFile, pytestTest } from "./formats/pytest/render-pytest.ts";
import { vitestFile, vitestTest } from "./formats/vitest/render-vitest.ts";

/** A way in which tests are written. */
export interface ExportFormat {
  /** One test. Throws NotExpressible for what the format, or what runs it, cannot do. */
  readonly test: (test: ExportedTest) => string;
  /** The files that hold tests, by name; `written` has each test as {@link ExportFormat.test} wrote it. */
  readonly files: (
    tests: readonly ExportedTest[],
    written: readonly string[],
  ) => Readonly<Record<string, string>>;
}

export const EXPORT_FORMATS = {
  vitest: {
    test: vitestTest,
    files: (tests, written) => ({ "assay-failures.test.mjs": vitestFile(tests, written) }),
  },
  pytest: {
    test: pytestTest,
    files: (tests, written) => ({ "test_assay_failures.py": pytestFile(tests, written) }),
  },
  hurl: { test: hurlTest, files: hurlFiles },
  http: {
    test: httpTest,
    files: (tests, written) => ({ "assay-failures.http": httpFile(tests, written) }),
  },
  "openapi-examples": {
    test: openApiExample,
    files: (_, written) => ({ "assay-examples.yaml": openApiFile(written) }),
  },
} as const satisfies Readonly<Record<ExportFormatName, ExportFormat>>;
