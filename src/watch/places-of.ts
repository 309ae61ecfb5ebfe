import { dirname, join, resolve } from "node:path";
import { packageRoot } from "../config/files/package-root.ts";
import { describedSettings } from "../config/targets/settings-schema.ts";
import type { Specs } from "../model/rule.ts";
import { textAt } from "../model/settings.ts";
import type { Target } from "../model/target.ts";
import { JOURNAL_FOLDER } from "../run/cleanup/journal-file.ts";
import { isWithin, type WatchedPlaces } from "./watched-places.ts";

/**
 * Where the files of a watch are.
 *
 * @param about.specsFolders of rule files beside the built-in ones
 * @param about.out the folder of reports
 */
export function placesOf(
  targets: readonly Target[],
  about: {
    readonly specs: Pick<Specs, "services">;
    readonly specsFolders: readonly string[];
    readonly targetsFile: string;
    readonly out: string;
  },
): WatchedPlaces {
  const servers = targets.flatMap(({ launch }) =>
    launch ? [{ folder: launch.cwd, ...(launch.watch ? { globs: launch.watch } : {}) }] : [],
  );
  const written = [
    resolve(JOURNAL_FOLDER),
    resolve(about.out),
    ...localPaths(targets, about.specs),
  ];
  return {
    servers,
    rules: [...builtInRules(), ...about.specsFolders.map((folder) => resolve(folder))],
    targets: [
      about.targetsFile,
      join(dirname(about.targetsFile), ".env"),
      ...targets.flatMap(({ deviations }) => deviations ?? []),
    ],
    // Reports may go to the folder of the server itself.
    written: written.filter((path) => !servers.some(({ folder }) => isWithin(folder, path))),
  };
}

/** In a checkout they are somebody's work; what was installed does not change. */
function builtInRules(): readonly string[] {
  const root = packageRoot();
  return /[\\/]node_modules[\\/]/.test(root) ? [] : [join(root, "specs")];
}

/** Where a server is declared to keep what it is given. */
function localPaths(
  targets: readonly Target[],
  { services }: Pick<Specs, "services">,
): readonly string[] {
  return targets.flatMap((target) =>
    Object.entries(target.services).flatMap(([name, entry]) =>
      describedSettings(services[name]?.target ?? {}).flatMap(({ path, schema: { holds } }) =>
        holds === "local path" ? (textAt(entry, path) ?? []) : [],
      ),
    ),
  );
}
