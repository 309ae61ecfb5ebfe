/** What the Delete Upload API's document leaves to the server. */
export interface ApiPolicy {
  /** DUA-12: which error wins when both headers are missing. */
  readonly bothMissing: "key" | "id";
  /** DUA-12: whether an empty x-upload-id counts as missing or as unknown. */
  readonly emptyId: "missing" | "unknown";
  /** DUA-06: whether an id of another shape is unknown (404) or malformed (400). */
  readonly oddId: "unknown" | "malformed";
  /** DUA-11: whether the file outlives the record. */
  readonly keepsFile: boolean;
  /** DUA-14: whether an error names the request that it is about. */
  readonly requestIds: boolean;
  /** Hexadecimal digits of a new id; the documents show both. */
  readonly idDigits: 24 | 32;
  readonly contentType: string;
}
