import type { Argument, Call } from "../../model/call.ts";
import type { ServiceTarget } from "../../model/target.ts";
import { endpoint } from "../../wire/client/endpoint.ts";
import { creationOf, metadataOf } from "./settings.ts";

/** The operations that go to the creation URL. */
const AT_CREATION: readonly string[] = ["Create", "Options"];
const METADATA = "upload-metadata";

/** A call with what a target wants: its creation URL, and the metadata without which it creates nothing. */
export function completeCall(call: Call, entry: ServiceTarget, newName: () => string): Call {
  const { name } = call.operation;
  if (!AT_CREATION.includes(name) || call.at !== undefined) return call;
  const creation = creationOf(entry);
  const placed = creation === "" ? call : { ...call, at: `${endpoint(entry.baseUrl)}${creation}` };
  return name === "Create" ? withMetadata(placed, metadataOf(entry), newName) : placed;
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
