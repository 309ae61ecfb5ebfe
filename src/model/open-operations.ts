/** What keeps a target from conforming whatever its rules come to. */
export interface OpenOperations {
  /** Neither offered nor declared absent: rules that need them could not be judged. */
  readonly notOffered: readonly OpenOperation[];
  /** Declared absent, but the server answers them: rules that need them were left out wrongly. */
  readonly contradicted: readonly OpenOperation[];
}

export interface OpenOperation {
  readonly service: string;
  readonly name: string;
  /** What the server's own WSDL says of it, where there is one. */
  readonly wsdl?: "lists" | "omits";
}
