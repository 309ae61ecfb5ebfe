/** How hard a fault is to see from outside. */
export const VISIBILITIES = {
  "single-call": "one ordinary call shows it",
  boundary: "a value at a limit shows it",
  sequence: "only several calls in a certain order show it",
  race: "only calls at the same time show it",
  "rare-input": "only input that few clients send shows it",
  "one-binding": "one binding shows it, the others do not",
} as const;

/** What a fault is about. */
export const FAULT_CLASSES = {
  sizes: "sizes and numbers: clamping, defaults, limits",
  guids: "GUIDs: their form, their uniqueness, whether they are known",
  precedence: "which of two errors comes first",
  sessions: "authentication, tickets and sessions",
  ownership: "whose handler it is",
  deletes: "what a delete removes and what it spares, how often it succeeds",
  chunks: "chunks and their CRCs",
  contents: "bytes that come out other than they went in, and bodies that are large",
  finalizing: "documents made of uploads",
  downloading: "staging and downloading",
  answers: "attributes and error texts of answers",
  bindings: "differences between GET, POST and SOAP",
  xml: "XML, DTDs and entities",
  wire: "HTTP, transfer and bytes that are no text",
  races: "calls at the same time",
  leaks: "files left behind",
  disclosure: "what errors tell of the inside",
  slowness: "answers that take too long",
  "second-vendor": "the Delete Upload API",
  tus: "the tus protocol",
} as const;

/** One small deviation from the documents that the server can be started with. */
export interface Fault {
  /** Permanent, kebab-case. */
  readonly name: string;
  /** One sentence: what the broken server does. */
  readonly title: string;
  /** The statements that the deviation breaks. */
  readonly statements: readonly string[];
  readonly class: keyof typeof FAULT_CLASSES;
  readonly visibility: keyof typeof VISIBILITIES;
  /** Where only a server of that dialect can have it. */
  readonly dialect?: string;
  /** Where a server in use was publicly reported to behave so. */
  readonly report?: string;
  /** Where it shows only when chunks are sent so. */
  readonly chunks?: "multipart";
}
