import type { Framework } from "../dialect/framework.ts";
import { SoapFault } from "../inforouter/soap/soap-fault.ts";
import { problemJson } from "./problem-json.ts";

/** How much of a value a problem repeats, in characters. */
const MAX_QUOTED = 64;

/**
 * How ASP.NET Core binds parameters: over GET and POST a required text must be there and not be
 * empty, but for the ticket, which the operation judges; numbers and flags have a default.
 */
export const CORE_FRAMEWORK: Framework = {
  misses: ({ type, optional }, text, way) => {
    if (way === "soap11" || optional || (type !== "guid" && type !== "string")) return false;
    return text === undefined || text === "";
  },
  refuse: (problem, way) => {
    if (way === "soap11") return new SoapFault(`The value of ${problem.name} cannot be read.`);
    const text =
      problem.kind === "missing"
        ? `The ${problem.name} field is required.`
        : `The value '${problem.value.slice(0, MAX_QUOTED)}' is not valid for ${problem.name}.`;
    return problemJson(400, "One or more validation errors occurred.", { [problem.name]: [text] });
  },
};
