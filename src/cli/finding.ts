/** One line of what `assay check` looked at. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
}
