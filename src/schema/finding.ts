import type { ErrorObject } from "ajv";
import type { DocumentPath } from "./document.ts";
import type { SchemaIndex } from "./schema-index.ts";

/** One thing that is wrong, by its path; the document turns the path into a line and a column. */
export interface Finding {
  readonly path: DocumentPath;
  readonly part: "key" | "value";
  readonly message: string;
  readonly hint?: string;
  /** The key that is not known, when that is what is wrong. */
  readonly unknown?: string;
}

/** The errors of one schema for the value at `path`. */
export interface Trial {
  /** The schema, or the branch of one, that the value was tried against. */
  readonly schema: unknown;
  readonly path: DocumentPath;
  readonly value: unknown;
  readonly errors: readonly ErrorObject[];
}

/** What explaining needs to know about the schemas. */
export interface Explaining {
  readonly index: SchemaIndex;
  /** Tries a value against the schema with this URI alone. */
  tryBranch(uri: string, value: unknown): readonly ErrorObject[];
}
