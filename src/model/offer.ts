import type { ServiceName } from "./target.ts";

/** What a target was found to do with a documented operation. */
export type OperationStanding =
  | "offered"
  | "not offered"
  | "declared absent"
  | "declared absent, but answers"
  /** There is no harmless call of it, or none that the safety of the target allows. */
  | "not tried";

/** An operation as the target has it. */
export interface FoundOperation {
  readonly service: ServiceName;
  readonly name: string;
  readonly standing: OperationStanding;
  /** What the server's own WSDL says of it, where there is one. */
  readonly wsdl?: "lists" | "omits";
}
