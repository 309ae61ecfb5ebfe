import type { Faults } from "../faults.ts";
import type { FormFields } from "../http/form.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import type { Operation } from "./operation.ts";

export type FormFault = "parameter-names-are-case-sensitive" | "extra-parameters-are-refused";

/** The fields of a query or form, or what a server makes of them that is too strict with names. */
export function misreadForm(
  text: string,
  fields: FormFields,
  { parameters }: Operation,
  faults: Faults<FormFault>,
): FormFields {
  const areExtraRefused = faults.has("extra-parameters-are-refused");
  const isCaseSensitive = faults.has("parameter-names-are-case-sensitive");
  if (!areExtraRefused && !isCaseSensitive) return fields;
  const names = [...new URLSearchParams(text).keys()];
  if (areExtraRefused) {
    const known = new Set(parameters.map(({ name }) => name.toLowerCase()));
    const extra = names.find((name) => !known.has(name.toLowerCase()));
    if (extra !== undefined) throw new HttpRefusal(400, "There is no such parameter.");
  }
  if (!isCaseSensitive) return fields;
  const spelled = new Set(parameters.map(({ name }) => name));
  const seen = new Set(names.filter((name) => spelled.has(name)).map((name) => name.toLowerCase()));
  return new Map([...fields].filter(([name]) => seen.has(name)));
}
