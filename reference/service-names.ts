/** The services that the server offers. */
export const SERVICES = ["inforouter", "apidatatools", "tus"] as const;

export type ServiceName = (typeof SERVICES)[number];

/** Those of the two vendors, which share their dialects. */
const OF_VENDORS: readonly ServiceName[] = ["inforouter", "apidatatools"];
const OF_TUS: readonly ServiceName[] = ["tus"];

/** The services that a fault concerns: the others are as without it. */
export function servicesOfFault({
  class: kind,
}: {
  readonly class: string;
}): readonly ServiceName[] {
  return kind === "tus" ? OF_TUS : OF_VENDORS;
}

/** The services that a dialect concerns: the others are as in the default one, which concerns all. */
export function servicesOfDialect(
  {
    name,
    services = OF_VENDORS,
  }: { readonly name: string; readonly services?: readonly ServiceName[] },
  defaultName: string,
): readonly ServiceName[] {
  return name === defaultName ? SERVICES : services;
}
