import type { BindingProblem, Framework } from "../dialect/framework.ts";
import { SoapFault } from "../inforouter/soap/soap-fault.ts";
import { asmxText } from "./asmx-text.ts";

const TYPES = {
  ticket: "System.String",
  guid: "System.String",
  string: "System.String",
  int: "System.Int32",
  boolean: "System.Boolean",
  bytes: "System.Byte[]",
} as const;

/**
 * How ASMX binds parameters: over GET and POST each must be there, optional or not; in SOAP one that
 * is absent is null, 0 or false. No text ever shows where in the code it arose (ALL-03).
 */
export const ASMX_FRAMEWORK: Framework = {
  misses: (_parameter, text, way) => text === undefined && way !== "soap11",
  refuse: (problem, way) => (way === "soap11" ? soapFault() : asmxText(describe(problem))),
};

function soapFault(): SoapFault {
  return new SoapFault(
    "System.Web.Services.Protocols.SoapException: Server was unable to read request. ---> System.InvalidOperationException: There is an error in the XML document. ---> System.FormatException: Input string was not in a correct format.",
  );
}

function describe(problem: BindingProblem): string {
  if (problem.kind === "missing") {
    return `System.InvalidOperationException: Missing parameter: ${problem.name}.`;
  }
  const value = problem.type === "bytes" ? "the value" : problem.value;
  return `System.ArgumentException: Cannot convert ${value} to ${TYPES[problem.type]}.\r\nParameter name: type ---> System.FormatException: Input string was not in a correct format.`;
}
