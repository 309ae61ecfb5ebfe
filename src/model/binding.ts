import { BINDING_TABLE, type BindingTraits } from "./binding-table.ts";

/** How a call travels, by the name of its row in {@link BINDING_TABLE}. */
export type Binding = keyof typeof BINDING_TABLE;

/** All, in the order of the table. */
export const BINDINGS = Object.keys(BINDING_TABLE) as readonly Binding[];

export function traitsOf(binding: Binding): BindingTraits {
  return BINDING_TABLE[binding];
}

/** The bindings of which something is so, in the order of the table. */
export function bindingsThat(isSo: (traits: BindingTraits) => boolean): readonly Binding[] {
  return BINDINGS.filter((binding) => isSo(traitsOf(binding)));
}

/**
 * The first binding of which something is so: for what is about one alone.
 *
 * @throws Error when the table has none
 */
export function bindingThat(isSo: (traits: BindingTraits) => boolean): Binding {
  const [first] = bindingsThat(isSo);
  if (!first) throw new Error("No binding is so.");
  return first;
}

/** Whether an operation or a rule has a binding of which something is so. */
export function hasBinding(
  { bindings }: { readonly bindings: readonly Binding[] },
  isSo: (traits: BindingTraits) => boolean,
): boolean {
  return bindings.some((binding) => isSo(traitsOf(binding)));
}

/** The first of several, or of all where there is none. */
export function firstBinding(bindings: readonly Binding[] = []): Binding {
  return bindings[0] ?? bindingThat(() => true);
}

/** Each parameter of the operation has its own place: path, query, header or body. */
export function hasPlaces({ argumentsIn }: BindingTraits): boolean {
  return argumentsIn === "places";
}

/** Calls and answers are in SOAP, of whichever version. */
export function isSoap({ envelope }: BindingTraits): boolean {
  return envelope !== undefined;
}

/** What is written in SOAP 1.1 byte by byte can be sent. */
export function isSoap11({ envelope }: BindingTraits): boolean {
  return envelope?.soap === "1.1";
}

/** By GET with a query, or POST with a form. */
export function hasFields({ argumentsIn }: BindingTraits): boolean {
  return argumentsIn === "query" || argumentsIn === "form";
}

/** An answer says by its status whether the call was taken. */
export function isToldByStatus({ toldBy }: BindingTraits): boolean {
  return toldBy === "status";
}
