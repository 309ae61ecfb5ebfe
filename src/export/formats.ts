import type { ExportedTest } from "./exported-test.ts";
import { pytestFile, pytestTest } from "./formats/pytest/render-pytest.ts";
import { vitestFile, vitestTest } from "./formats/vitest/render-vitest.ts";

/** A way in which tests are written. */
export interface ExportFormat {
  /** Of its file, where no other is given; `{name}` is the name of a test, where each has its own. */
  readonly file: string;
  /** One test. Throws NotExpressible for what the format, or what runs it, cannot do. */
  test(test: ExportedTest): string;
  /** The whole file of tests, in the order of `written`. */
  whole(tests: readonly ExportedTest[], written: readonly string[]): string;
}

export const EXPORT_FORMATS = {
  vitest: { file: "assay-failures.test.mjs", test: vitestTest, whole: vitestFile },
  pytest: { file: "test_assay_failures.py", test: pytestTest, whole: pytestFile },
} as const satisfies Readonly<Record<string, ExportFormat>>;
