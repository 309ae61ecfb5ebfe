import { keepSpecs } from "./load-specs.ts";

/** A step of `npm run build`. */
keepSpecs();
