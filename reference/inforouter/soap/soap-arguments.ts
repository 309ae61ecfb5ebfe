import type { SoapStyle } from "../../dialect/soap-style.ts";
import type { Arguments } from "../call.ts";
import type { Operation } from "../operation.ts";

/** The values of a message by documented name, as far as the dialect knows their spelling. */
export function soapArguments(
  values: ReadonlyMap<string, string>,
  { parameters }: Operation,
  { names }: SoapStyle,
): Arguments {
  switch (names) {
    case "documented":
      return (name) => values.get(name);
    case "documented-or-wsdl":
      return (name) => {
        const spelt = parameters.find((parameter) => parameter.name === name)?.wsdl;
        return values.get(name) ?? (spelt === undefined ? undefined : values.get(spelt));
      };
    case "any-case": {
      const folded = new Map([...values].map(([name, value]) => [name.toLowerCase(), value]));
      return (name) => folded.get(name.toLowerCase());
    }
    default:
      return names satisfies never;
  }
}
