/** A rule file as read: its path for messages, and its text. */
export interface SpecFile {
  readonly path: string;
  readonly text: string;
}
