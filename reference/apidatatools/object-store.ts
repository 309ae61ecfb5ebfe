/** Where the files of uploads are kept. Every method rejects when the store cannot be used. */
export interface ObjectStore {
  readonly put: (key: string, bytes: Buffer) => Promise<void>;
  /** That there is no such object is no error. */
  readonly delete: (key: string) => Promise<void>;
  /** The directory, when the store is one. */
  readonly dir?: string;
}
