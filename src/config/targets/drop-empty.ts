import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import type { SettingsSchema } from "./settings-schema.ts";

/**
 * A target whose variables are filled in, without the optional fields that turned out empty: an
 * empty `${OLD_TICKET:-}` is the same as no such field. An optional part is none without the members that
 * its schema names (`noneWithout`): a user without a name, and without a ticket, is no user.
 *
 * @param schema of the target
 */
export function dropEmpty(target: unknown, schema: unknown, settings: SettingsSchema): unknown {
  if (Array.isArray(target)) {
    const item = settings.itemOf(schema);
    return item && !settings.takesEmpty(item) ? target.filter((one) => one !== "") : target;
  }
  if (!isObject(target)) return target;
  const kept = Object.entries(target).flatMap(([name, member]) => {
    const own = settings.memberOf(schema, target, name);
    if (own === undefined) return [[name, member]];
    const isOptional = !settings.isRequired(schema, target, name);
    return isOptional && isNothing(member, own, settings)
      ? []
      : [[name, dropEmpty(member, own, settings)]];
  });
  return Object.fromEntries(kept);
}

function isNothing(member: unknown, schema: SchemaObject, settings: SettingsSchema): boolean {
  if (Array.isArray(member)) {
    const item = settings.itemOf(schema);
    return item !== undefined && !settings.takesEmpty(item) && isBlank(member);
  }
  if (!isObject(member)) return member === "" && settings.takes(schema, "string");
  const { noneWithout = [] } = settings.resolved(schema);
  return (noneWithout as readonly string[]).some((name) => isBlank(member[name]));
}

function isBlank(value: unknown): boolean {
  if (!Array.isArray(value)) return value === "";
  return value.length > 0 && value.every((item) => item === "");
}
