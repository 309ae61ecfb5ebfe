import type { FoundOperation, OperationStanding } from "../model/offer.ts";
import type { Finding } from "../run/service/adapter.ts";

/**
 * What a service of a target offers, compactly. What is not as targets.json has it is wrong, and told with
 * the line to paste: a run would end incomplete for it.
 */
export function operationFindings(found: readonly FoundOperation[]): readonly Finding[] {
  const having = (standing: OperationStanding): readonly FoundOperation[] =>
    found.filter((one) => one.standing === standing);
  const finding = (
    what: string,
    standing: OperationStanding,
    { ok, more = "" }: { readonly ok: boolean; readonly more?: string },
  ): readonly Finding[] => {
    const names = having(standing).map(shown);
    return names.length === 0 ? [] : [{ what, ok, says: `${names.join(", ")}${more}` }];
  };
  return [
    ...finding("offered", "offered", { ok: true }),
    ...finding("not offered", "not offered", { ok: false, more: toPaste(found, "not offered") }),
    ...finding("absent", "declared absent", { ok: true, more: ", as declared" }),
    ...finding("not absent", "declared absent, but answers", {
      ok: false,
      more: `: declared absent, but answers${toPaste(found, "declared absent, but answers")}`,
    }),
    ...finding("not tried", "not tried", { ok: true }),
  ];
}

function shown({ name, wsdl }: FoundOperation): string {
  return wsdl === "lists" ? `${name} (its WSDL lists it)` : name;
}

/** The field as it is to be; told once, with the contradictions where there are any. */
function toPaste(found: readonly FoundOperation[], at: OperationStanding): string {
  const isIn = (standing: OperationStanding): boolean =>
    found.some((one) => one.standing === standing);
  if (at === "not offered" && isIn("declared absent, but answers")) return "";
  const absent = found.flatMap(({ name, standing }) =>
    standing === "not offered" || standing === "declared absent" ? [name] : [],
  );
  return `; write "operations": ${JSON.stringify({ absent })}`;
}
