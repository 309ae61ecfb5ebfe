import { keepSpecs } from "./load-specs.ts";

/** The last step of `npm run build`. */
keepSpecs();
