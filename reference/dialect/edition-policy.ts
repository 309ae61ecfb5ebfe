/**
 * In what the editions of infoRouter's documents differ. Each of the values is documented somewhere, so
 * that a server may have any of them.
 */
export interface EditionPolicy {
  /**
   * DLD-02: how a document that cannot be given is told: in the answer element of every other
   * operation, as an empty document, or, over GET and POST, as one with an HTTP status and headers.
   */
  readonly downloadFailure: "element" | "empty" | "empty-with-status";
  /** CUH-17: whether CreateUploadHandler looks at the ticket. If not, the first user of a handler owns it. */
  readonly createChecksTicket: boolean;
  /** FIN-06: whether xmlParameters may be empty or left out; if not, that is HTTP 400 over GET and POST. */
  readonly xmlParameters: "optional" | "required";
  /** GDH-02: whether a read without a ticket is one of the anonymous user. */
  readonly anonymousReads: boolean;
  /** GDH-03: what version 0 is. Here the first version of a document is the one that is published. */
  readonly versionZero: "latest" | "published";
  /** GDH-01: which version is staged where none is named, if one is published. */
  readonly unnumbered: "latest" | "published";
  /** GDH-15: whether bytes that are those of the latest version make another one. */
  readonly sameBytes: "version" | "no-version";
  /** GDH-15: how many versions of a document are kept, the latest ones. */
  readonly keptVersions: number;
  /** GDH-13: whether download handlers are GUIDs, or short names. */
  readonly downloadHandlers: "guid" | "short-name";
  /** GDH-06: what VersionNumber is of the latest version: 0, or its own number. */
  readonly latestVersionNumber: "zero" | "own";
  /** CUH-09 to CUH-11: bytes; between which limits a preferred chunk size is taken as asked. */
  readonly chunkSizes: { readonly minimum: number; readonly maximum: number };
  /** FIN-10: what a finalize at the path of a document does; nobody has checked one out here. */
  readonly finalizeOverDocument: "version" | "refused";
  /** UFC-10: of so many right chunks one is not taken and shall be sent again; undefined for none. */
  readonly asksAgainEvery: number | undefined;
  /** DUH-15: what becomes of the staged file after a finalize: it goes at once, or in a later clean-up. */
  readonly finalizedFile: "removed" | "left";
}
