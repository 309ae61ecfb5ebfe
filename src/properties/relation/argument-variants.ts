import { bindingsThat, hasFields, hasPlaces } from "../../model/binding.ts";
import type { Argument, Call } from "../../model/call.ts";
import { encode } from "../../wire/encode/encode.ts";
import type { Variant } from "./variant.ts";

const FORM = bindingsThat(hasFields);
const ALL = bindingsThat((traits) => !hasPlaces(traits));

const changing =
  (change: (args: readonly Argument[], call: Call) => readonly Argument[]): Variant["message"] =>
  (call, service) => {
    const changed = change(call.arguments, call);
    return JSON.stringify(changed) === JSON.stringify(call.arguments)
      ? undefined
      : encode({ ...call, arguments: changed }, service);
  };

const renaming = (rename: (name: string) => string): Variant["message"] =>
  changing((args) => args.map((argument) => ({ ...argument, name: rename(argument.name) })));

const rewritingGuids = (rewrite: (guid: string) => string): Variant["message"] =>
  changing((args, { operation }) =>
    args.map((argument) => {
      const { name, value } = argument;
      const isGuid = operation.parameters.some(
        (one) => one.type === "guid" && one.name.toLowerCase() === name.toLowerCase(),
      );
      return isGuid && typeof value === "string"
        ? { ...argument, value: rewrite(value) }
        : argument;
    }),
  );

/** The same parameters, where names tell which is which (URL Standard, 5) and GUIDs have no letter case. */
export const EQUAL_ARGUMENTS: readonly Variant[] = [
  {
    name: "parameters in the reverse order",
    bindings: FORM,
    message: changing((args) => args.toReversed()),
  },
  {
    name: "GUID in upper case",
    bindings: ALL,
    message: rewritingGuids((guid) => guid.toUpperCase()),
  },
  {
    name: "GUID in mixed case",
    bindings: ALL,
    message: rewritingGuids((guid) => alternating(guid)),
  },
];

/** What no document says, but every known server does: names in any letter case, others ignored. */
export const TOLERATED_ARGUMENTS: readonly Variant[] = [
  {
    name: "parameter names in lower case",
    bindings: FORM,
    message: renaming((name) => name.toLowerCase()),
  },
  {
    name: "parameter names in upper case",
    bindings: FORM,
    message: renaming((name) => name.toUpperCase()),
  },
  {
    name: "parameter names in mixed case",
    bindings: FORM,
    message: renaming(alternating),
  },
  {
    name: "one more parameter at the end",
    bindings: ALL,
    message: changing((args) => [...args, EXTRA]),
  },
  {
    name: "one more parameter at the beginning",
    bindings: FORM,
    message: changing((args) => [EXTRA, ...args]),
  },
];

const EXTRA: Argument = { name: "assayExtra", value: "1" };

/** Every second letter in upper case. */
function alternating(text: string): string {
  return [...text]
    .map((letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase()))
    .join("");
}
