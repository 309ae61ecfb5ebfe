import type { BodyKind, Operation, Parameter } from "../../model/operation.ts";

/** One operation of an OpenAPI document, as a service file can say it. */
export interface DescribedCall {
  /** A name of its own. */
  readonly name: string;
  /** In capitals. */
  readonly method: string;
  /** As the document has it, with `{id}` for parameters. */
  readonly path: string;
  readonly title: string;
  readonly parameters: readonly DescribedParameter[];
  readonly body?: BodyKind;
  readonly answer: Operation["answer"];
  /** The name of the security scheme that it needs; absent: none. */
  readonly security?: string;
  /** What it has that no service file can say, in words. */
  readonly leftOut: readonly string[];
}

export interface DescribedParameter extends Pick<Parameter, "name" | "type"> {
  readonly in: NonNullable<Parameter["in"]>;
  readonly required: boolean;
  readonly default?: string | number | boolean;
  readonly scheme?: string;
}
