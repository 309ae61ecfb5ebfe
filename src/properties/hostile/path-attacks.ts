import { bindingsThat, hasPlaces } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import { encode } from "../../wire/encode/encode.ts";
import type { Attack } from "./attack.ts";
import type { Canary } from "./canary.ts";

/** More than any directory lies deep. */
const UPWARDS = 14;

const attack = (name: string, lead: (canary: Canary) => string): Attack => ({
  name,
  bindings: bindingsThat((traits) => !hasPlaces(traits)),
  neverAccepted: true,
  leads: true,
  message: (call, service, canary) => {
    const argument = pathOf(call);
    if (!canary || !argument) return undefined;
    const args = call.arguments.map((one) =>
      one.name === argument ? { ...one, value: lead(canary) } : one,
    );
    return encode({ ...call, arguments: args }, service);
  },
});

/** Values that lead to the canary, from wherever a server keeps its files. */
export const PATH_ATTACKS: readonly Attack[] = [
  attack("upwards and down again", ({ file }) => `${"../".repeat(UPWARDS)}${file.slice(1)}`),
  attack("upwards behind a folder", ({ file }) => `x/${"../".repeat(UPWARDS)}${file.slice(1)}`),
  attack(
    "upwards behind a folder of the library",
    ({ file }) => `/Library/${"../".repeat(UPWARDS)}${file.slice(1)}`,
  ),
  attack(
    "upwards with backslashes",
    ({ file }) => `${"..\\".repeat(UPWARDS)}${file.slice(1).replaceAll("/", "\\")}`,
  ),
  attack("the whole path", ({ file }) => file),
  attack("a file URL", ({ fileUrl }) => fileUrl),
  attack("a URL", ({ url }) => url),
  attack(
    "upwards, encoded once more",
    ({ file }) => `${"%2e%2e%2f".repeat(UPWARDS)}${encodeURIComponent(file.slice(1))}`,
  ),
  attack("upwards, cut by a NUL", ({ file }) => `${"../".repeat(UPWARDS)}${file.slice(1)}\0.bin`),
];

/** The parameter that a server may make a path of. */
function pathOf({ arguments: args, operation }: Call): string | undefined {
  const types = ["guid", "string"];
  const names = operation.parameters
    .filter(({ type }) => types.includes(type))
    .map(({ name }) => name.toLowerCase());
  return args.find(({ name }) => names.includes(name.toLowerCase()))?.name;
}
