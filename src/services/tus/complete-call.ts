import type { Argument, Call } from "../../model/call.ts";
import type { ServiceTarget } from "../../model/target.ts";
import { endpoint } from "../../wire/client/endpoint.ts";
import { creationOf, metadataOf } from "./settings.ts";

const METADATA = "upload-metadata";

/** A call with what a target wants: its creation URL, and the metadata without which it creates nothing. */
export function completeCall(call: Call, entry: ServiceTarget, newName: () => string): Call {
  const creates = isCreation(call, entry);
  if (!creates && !(call.operation.name === "Options" && call.at === undefined)) return call;
  const creation = creationOf(entry);
  const placed = creation === "" ? call : { ...call, at: `${endpoint(entry.baseUrl)}${creation}` };
  return creates ? withMetadata(placed, metadataOf(entry), newName) : placed;
}

/**
 * A rule may create by another operation, too, with POST at the base URL: where it has to be judged although the
 * target does not announce creation.
 */
function isCreation({ operation, method, at }: Call, { baseUrl }: ServiceTarget): boolean {
  if (operation.name === "Create") return at === undefined;
  return method === "POST" && at !== undefined && endpoint(at) === endpoint(baseUrl);
}

/** A key that the call has itself keeps its value there. */
function withMetadata(
  call: Call,
  wanted: Readonly<Record<string, string>>,
  newName: () => string,
): Call {
  const index = call.arguments.findIndex(({ name }) => name.toLowerCase() === METADATA);
  const given = call.arguments[index];
  const said = typeof given?.value === "string" ? given.value : "";
  const keys = said.split(",").map((pair) => pair.trim().split(" ")[0]);
  const added = Object.entries(wanted)
    .filter(([key]) => !keys.includes(key))
    .map(([key, value]) => pairOf(key, value.replaceAll("{name}", newName())));
  if (added.length === 0) return call;
  const value = [...(said.trim() === "" ? [] : [said]), ...added].join(",");
  const argument: Argument = { name: given?.name ?? METADATA, in: "header", value };
  const args = given
    ? call.arguments.with(index, argument)
    : [
        ...call.arguments.filter(isHeader),
        argument,
        ...call.arguments.filter((one) => !isHeader(one)),
      ];
  return { ...call, arguments: args };
}

function isHeader(argument: Argument): boolean {
  return argument.in === "header";
}

/** A value may be empty; then there is nothing behind the key (TUS-57, TUS-58). */
function pairOf(key: string, value: string): string {
  return value === "" ? key : `${key} ${Buffer.from(value).toString("base64")}`;
}
