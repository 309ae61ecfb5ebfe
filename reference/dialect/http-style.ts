import type { FormFields } from "../http/form.ts";
import type { HttpRefusal } from "../http/http-refusal.ts";

/** How the service behaves on HTTP around its operations. */
export interface HttpStyle {
  /** On every answer of the service. */
  readonly headers: Readonly<Record<string, string>>;
  /** Throws an `HttpRefusal` for a query, as sent, that is not let in. */
  readonly screenQuery?: (query: string) => void;
  /** The same for the values of a query or form. */
  readonly screenFields?: (fields: FormFields) => void;
  /** Which spellings of a parameter are seen over GET and POST. */
  readonly names: "documented" | "any-case";
  /** The value of a name that occurs again; may throw an `HttpRefusal`. */
  readonly combine: (earlier: string, later: string) => string;
  /** Whether parameters may come as multipart/form-data. */
  readonly multipart: boolean;
  /** What a name below the service that is no operation gets. */
  readonly unknownOperation: (name: string) => HttpRefusal;
  /** What a GET gets of an operation that takes a body only. */
  readonly needsBody: (name: string) => HttpRefusal;
  /** What a body that is no form gets. */
  readonly noForm: (contentType: string) => HttpRefusal;
}
