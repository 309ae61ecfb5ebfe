import { readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { generatorsByName } from "../../generators/registry.ts";
import { UsageError } from "../model/errors.ts";
import { TOOLKIT, type Toolkit } from "../properties/toolkit.ts";
import type { Property } from "../run/case/property.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import type { ServiceAdapter } from "../run/target/open-target.ts";
import { type OwnGenerator, ownGenerator } from "./own-generator.ts";
import { checkOwnNames } from "./own-names.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** The file of a folder of rule files that says what data cannot. */
/** What a folder of rule files may hold that is no rule file: a program. */
export const ADAPTER_FILES: readonly string[] = ["adapter.js", "adapter.mjs"];

/** What somebody adds to the vocabulary. */
export interface OwnParts {
  readonly adapters: readonly ServiceAdapter[];
  readonly properties: readonly Property[];
  readonly generators: Readonly<Record<string, OwnGenerator>>;
}

/** What an `adapter.js` may export: one of them at least. */
interface AdapterModule {
  /** An adapter, or several. */
  readonly default?: unknown;
  readonly properties?: Given<readonly Property[]>;
  readonly generators?: Given<OwnParts["generators"]>;
}

/** By itself, or made of what the package exports. */
type Given<T> = T | ((toolkit: Toolkit) => T);

/**
 * The built-in vocabulary, and what the `adapter.js` in folders of rule files export: adapters as their
 * default, `properties` and `generators`.
 *
 * @throws UsageError (`adapter-invalid`, `name-taken`, `name-malformed`)
 */
export async function loadVocabulary(folders: readonly string[], cwd: string): Promise<Vocabulary> {
  const files = folders.flatMap((folder) => adapterFiles(resolve(cwd, folder)));
  const own = await Promise.all(files.map((file) => partsOf(file, cwd)));
  return own.reduce(withOwn, VOCABULARY);
}

/**
 * With further parts; an adapter for a built-in service takes the place of its own.
 *
 * @throws UsageError (`name-taken`, `name-malformed`)
 */
export function withOwn(
  { adapters, properties, generators }: Vocabulary,
  own: OwnParts,
): Vocabulary {
  const names = own.properties.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  checkOwnNames([
    { what: "property", names, taken: [...properties.keys(), ...twice] },
    { what: "generator", names: Object.keys(own.generators), taken: [...generators.keys()] },
  ]);
  const made = Object.entries(own.generators).map(([name, make]) => ownGenerator(name, make));
  return {
    adapters: new Map([...adapters, ...own.adapters.map((one) => [one.service, one] as const)]),
    properties: new Map([...properties, ...own.properties.map((one) => [one.name, one] as const)]),
    generators: generatorsByName([...generators.values(), ...made]),
  };
}

function adapterFiles(folder: string): readonly string[] {
  // A folder that is not there is told by whoever reads its rule files.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ADAPTER_FILES.includes(basename(name)) && !name.includes("node_modules"))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? true);
}

async function partsOf(file: string, cwd: string): Promise<OwnParts> {
  const at = { file: relative(cwd, file) };
  const problem = (message: string, cause?: unknown): UsageError =>
    new UsageError("adapter-invalid", [{ message, at, hint: HINT }], { cause });
  const module: AdapterModule = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw problem(`cannot be loaded: ${(cause as Error).message}`, cause);
  });
  const given = <T>(name: string, part: Given<T> | undefined, none: T): T => {
    try {
      return typeof part === "function"
        ? (part as (toolkit: Toolkit) => T)(TOOLKIT)
        : (part ?? none);
    } catch (cause) {
      throw problem(`its ${name} cannot be made: ${(cause as Error).message}`, cause);
    }
  };
  const properties = given<readonly Property[]>("properties", module.properties, []);
  const generators = given<OwnParts["generators"]>("generators", module.generators, {});
  const adapters = [module.default ?? []].flat();
  const isEmpty = module.properties === undefined && module.generators === undefined;
  if (adapters.length === 0 && isEmpty) {
    throw problem("has no default export, no properties and no generators");
  }
  if (!Array.isArray(properties)) throw problem("its properties are no list");
  const wrong = properties.findIndex((one) => !isProperty(one));
  if (wrong >= 0) {
    throw problem(
      `properties[${wrong}] is no property: make one with sequenceProperty or raceProperty`,
    );
  }
  if (Object.values(generators).some((one) => typeof one !== "function")) {
    throw problem("its generators are not functions by name");
  }
  return {
    properties,
    generators,
    adapters: adapters.map((one: unknown) => {
      const service = typeof one === "object" && one !== null && "service" in one && one.service;
      if (typeof service !== "string") throw problem("its default export names no service");
      return one as ServiceAdapter;
    }),
  };
}

/** What the engine and `assay explain` need of one. */
function isProperty(value: unknown): value is Property {
  const { name, title, needs, effect, inputs, run, explanation } = Object(
    value,
  ) as Partial<Property>;
  const { generates, sends, demands } = Object(explanation) as Partial<Property["explanation"]>;
  return (
    [name, title].every((text) => typeof text === "string") &&
    [needs, generates, sends, demands].every(Array.isArray) &&
    (effect === "creates" || effect === "reads") &&
    [inputs, run].every((part) => typeof part === "function")
  );
}

const HINT =
  'export default { service: "my-api", encode, read }, or export const properties = ({ sequenceProperty }) => [...]';
