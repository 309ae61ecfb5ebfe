/** Operations whose documents show `<response ... error="">`: CUH-05, DUH-05, DDH-05. */
export const HANDLER_OPERATIONS: ReadonlySet<string> = new Set([
  "CreateUploadHandler",
  "DeleteUploadHandler",
  "DeleteDownloadHandler",
]);
