/**
 * An error that a service's documents name, and how an answer element says it. Rules ask for it by name
 * (`error: no-such-upload`), and what a server did is told and grouped by its words.
 */
export interface ErrorKind {
  readonly name: string;
  /** What a rule that asks for it expects: `the error "no such upload"`. */
  readonly expected: string;
  /** What a server did that answered it: `no such upload`. */
  readonly words: string;
  /** It says that the credential is no good; such an answer says nothing of the operation. */
  readonly refuses?: "credential";
  /** More particular ones: an answer that tells one of them tells this one, too. */
  readonly among?: readonly string[];
  /** Each is enough by itself: attributes, in any letter case of their names, and what they say, all of it. */
  readonly when: readonly Readonly<Record<string, ErrorText>>[];
}

/** The whole text but for white space around it, or a part of it. */
export type ErrorText = string | { readonly contains: string };
