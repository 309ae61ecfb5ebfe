/** What `assay export --as` takes. */
export const EXPORT_FORMAT_NAMES = [
  "vitest",
  "pytest",
  "hurl",
  "http",
  "openapi-examples",
] as const;

export type ExportFormatName = (typeof EXPORT_FORMAT_NAMES)[number];
