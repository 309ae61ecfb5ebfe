import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../config/files/package-root.ts";
import { readTargetsSchema, withServices } from "../config/targets/targets-schema.ts";
import { loadSpecs } from "./load-specs.ts";

/** `npm run schema`: writes the published schema of targets.json anew, with the built-in services' parts. */
const schema = withServices(readTargetsSchema(), loadSpecs([], packageRoot()).services);
const file = join(packageRoot(), "specs", "schema", "targets.schema.json");
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
