/**
 * Where in an answer a value stands that later steps know by a name: an attribute or a member of JSON by
 * its name, a header in any letter case, a member further inside by JSON pointer (RFC 6901), or what the one
 * group of a regular expression finds in the body.
 */
export type SavedFrom = string | SavedPlace;

export type SavedPlace =
  | { readonly header: string }
  | { readonly json: string }
  | { readonly text: string };
