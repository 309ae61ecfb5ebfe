/** The name of an operation as it stands in ids: `DeleteDocument` is `delete-document`. */
export function kebab(operation: string): string {
  return operation.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
