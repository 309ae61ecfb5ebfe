/** What a public fault is about. */
export const PUBLIC_AREAS = {
  contents: "what is stored or given back is not what was sent",
  limits: "limits of the stack under the service",
  transfers: "transfers that break, and what is done about them",
  connections: "what is left on a connection that stays open",
  soap: "stacks that read SOAP",
  forms: "forms, base64 and checksums",
  guids: "parsers of GUIDs",
  sessions: "sessions and keys",
  load: "calls at the same time",
  deletes: "deletes that do more or less than they should",
  lists: "lists",
  caches: "caches",
  names: "names of documents",
  rewrites: "places that are written again, and wholes of more than ten parts",
  headers: "headers that are read more strictly than they are written",
  answers: "answers that no client expects",
  uploads: "uploads of tus that are empty, parts, or of a length that is told late",
  texts: "texts that come back other than they were sent",
} as const;

/**
 * One deviation that somebody met on another server or in a library under one, carried over to these
 * services. No rule claims it: they are what the rules are measured by, and not what they are made for.
 */
export interface PublicFault {
  /** Permanent, kebab-case. */
  readonly name: string;
  /** One sentence: what the broken server does. */
  readonly title: string;
  /** The statements that the deviation breaks. */
  readonly statements: readonly string[];
  readonly area: keyof typeof PUBLIC_AREAS;
  /** Where it was reported. */
  readonly report: `https://${string}`;
}
