import { isObject, type SchemaObject } from "./schema-object.ts";

/** Knows where every schema object stands, so that references and branches can be followed. */
export interface SchemaIndex {
  /** `id#/pointer` of a schema object. */
  uriOf(schema: SchemaObject): string | undefined;
  /** The schema that a `$ref` inside `schema` names; undefined when it is none of ours. */
  follow(schema: SchemaObject): SchemaObject | undefined;
}

interface Home {
  readonly id: string;
  readonly root: SchemaObject;
  readonly pointer: string;
}

/** @param roots schemas with an `$id` each. */
export function indexSchemas(roots: readonly SchemaObject[]): SchemaIndex {
  const homes = new Map<object, Home>();
  for (const root of roots) visit(root, { id: String(root["$id"]), root, pointer: "" }, homes);
  const byId = new Map(roots.map((root) => [String(root["$id"]), root]));
  return {
    uriOf(schema) {
      const home = homes.get(schema);
      return home && `${home.id}#${home.pointer}`;
    },
    follow(schema) {
      const ref = schema["$ref"];
      const home = homes.get(schema);
      if (typeof ref !== "string" || !home) return undefined;
      const [file = "", pointer = ""] = ref.split("#");
      const root = file === "" ? home.root : (byId.get(file) ?? byId.get(absolute(file, home.id)));
      return root && at(root, pointer);
    },
  };
}

function visit(node: unknown, home: Home, homes: Map<object, Home>): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node) && !homes.has(node)) homes.set(node, home);
  for (const [key, value] of Object.entries(node)) {
    visit(value, { ...home, pointer: `${home.pointer}/${escaped(key)}` }, homes);
  }
}

/** A key as it stands in the fragment of a URI reference. */
function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function absolute(file: string, base: string): string {
  return URL.canParse(file, base) ? new URL(file, base).href : file;
}

function at(root: SchemaObject, pointer: string): SchemaObject | undefined {
  let node: unknown = root;
  for (const segment of pointer.split("/").slice(1)) {
    const key = decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof node !== "object" || node === null) return undefined;
    node = Reflect.get(node, key);
  }
  return isObject(node) ? node : undefined;
}
