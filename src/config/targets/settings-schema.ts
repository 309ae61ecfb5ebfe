import { isObject, type SchemaObject } from "../../schema/schema-object.ts";

/**
 * What a JSON Schema of targets.json says beyond what is valid. Its own keywords:
 * - `holds`: `local path` (relative to the file), `folder` (on the server), `url`
 * - `secret`: the value may appear nowhere; the label stands for it
 * - `noneWithout`: an object that is none where one of these members is empty
 */
export interface SettingsSchema {
  /** The schema of a member of an object that fits a schema; undefined where it has none. */
  memberOf(schema: unknown, value: SchemaObject, name: string): SchemaObject | undefined;
  itemOf(schema: unknown): SchemaObject | undefined;
  /** With what its `$ref`s lead to. */
  resolved(schema: unknown): SchemaObject;
  isRequired(schema: unknown, value: SchemaObject, name: string): boolean;
  /** The members for which an object that fits a schema has defaults. */
  defaultsOf(schema: unknown, value: SchemaObject): SchemaObject;
  /** Whether values of a type are among those that a schema takes. */
  takes(schema: unknown, type: "string" | "number" | "boolean"): boolean;
  /** Whether an empty text is. */
  takesEmpty(schema: unknown): boolean;
}

/** @param definitions what `#/$defs/NAME` refers to */
export function settingsSchema(definitions: SchemaObject): SettingsSchema {
  const resolved = (schema: unknown): SchemaObject => {
    if (!isObject(schema)) return {};
    const { $ref, ...own } = schema;
    const [, name] = /^#\/\$defs\/([^/]+)$/.exec(String($ref)) ?? [];
    return name === undefined ? schema : { ...resolved(definitions[name]), ...own };
  };

  const branchesOf = (schema: SchemaObject): readonly SchemaObject[] =>
    [schema["oneOf"], schema["anyOf"]].flatMap((branches) =>
      Array.isArray(branches) ? branches.map(resolved) : [],
    );

  /** The schema, and its branches that an object can be meant for: it has what they require. */
  const meantBy = (schema: unknown, value: SchemaObject): readonly SchemaObject[] => {
    const whole = resolved(schema);
    const branches = branchesOf(whole).filter(({ required, properties }) => {
      const names = Array.isArray(required) ? required : [];
      return isObject(properties) && names.every((name) => Object.hasOwn(value, String(name)));
    });
    return [whole, ...branches.flatMap((branch) => meantBy(branch, value))];
  };

  const propertiesOf = (schema: SchemaObject): SchemaObject =>
    isObject(schema["properties"]) ? schema["properties"] : {};

  const typesOf = (schema: unknown): readonly unknown[] => {
    const whole = resolved(schema);
    const values = whole["enum"] ?? (Object.hasOwn(whole, "const") ? [whole["const"]] : []);
    return [
      ...[whole["type"] ?? []].flat(),
      ...(Array.isArray(values) ? values.map((one) => typeof one) : []),
      ...branchesOf(whole).flatMap(typesOf),
    ];
  };

  return {
    resolved,
    memberOf(schema, value, name) {
      for (const one of meantBy(schema, value)) {
        const properties = propertiesOf(one);
        if (Object.hasOwn(properties, name)) return resolved(properties[name]);
      }
      return undefined;
    },
    itemOf(schema) {
      const { items } = resolved(schema);
      return items === undefined ? undefined : resolved(items);
    },
    isRequired: (schema, value, name) =>
      meantBy(schema, value).some(
        ({ required }) => Array.isArray(required) && required.includes(name),
      ),
    defaultsOf: (schema, value) =>
      Object.fromEntries(
        meantBy(schema, value).flatMap((one) =>
          Object.entries(propertiesOf(one)).flatMap(([name, property]) => {
            const { default: standard } = resolved(property);
            return standard === undefined ? [] : [[name, standard]];
          }),
        ),
      ),
    takes: (schema, type) =>
      typesOf(schema).some((one) => one === type || (type === "number" && one === "integer")),
    takesEmpty(schema) {
      const whole = resolved(schema);
      const branches = branchesOf(whole);
      if (branches.length > 0) return branches.some((branch) => this.takesEmpty(branch));
      if (Array.isArray(whole["enum"])) return whole["enum"].includes("");
      return whole["type"] === "string" && !whole["minLength"] && whole["pattern"] === undefined;
    },
  };
}

/** A setting by its path from the service's part, with its schema. */
export interface DescribedSetting {
  readonly path: string;
  readonly schema: SchemaObject;
}

/** Every setting of a service's part of targets.json, at any depth, in the branches of `oneOf` as well. */
export function describedSettings(target: SchemaObject): readonly DescribedSetting[] {
  const { resolved } = settingsSchema(isObject(target["$defs"]) ? target["$defs"] : {});
  const below = (schema: SchemaObject, path: string): readonly DescribedSetting[] => {
    const branches = [schema["oneOf"], schema["anyOf"]].flatMap((list) =>
      Array.isArray(list) ? list.map(resolved) : [],
    );
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    const inner = Object.entries(properties).flatMap(([name, property]) => {
      const one = resolved(property);
      const at = path === "" ? name : `${path}.${name}`;
      return [{ path: at, schema: one }, ...below(one, at)];
    });
    return [...inner, ...branches.flatMap((branch) => below(branch, path))];
  };
  return below(target, "");
}
