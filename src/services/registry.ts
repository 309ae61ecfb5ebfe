import type { Property } from "../run/case/property.ts";
import type { Adapters, ServiceAdapter } from "../run/target/target-parts.ts";
import { apiDataToolsAdapter } from "./apidatatools/adapter.ts";
import { deleteUploadModel } from "./apidatatools/properties/delete-upload-model.ts";
import { raceApiDeletes } from "./apidatatools/properties/race-api-deletes.ts";
import { raceApiStores } from "./apidatatools/properties/race-api-stores.ts";
import { infoRouterAdapter } from "./inforouter/adapter.ts";
import { PROPERTIES } from "./inforouter/properties/registry.ts";
import { tusAdapter } from "./tus/adapter.ts";
import { TUS_PROPERTIES } from "./tus/properties/registry.ts";

/** The adapters of the built-in services; a new one is a folder here and a line. */
const BUILT_IN: readonly ServiceAdapter[] = [apiDataToolsAdapter, infoRouterAdapter, tusAdapter];

export const ADAPTERS: Adapters = new Map(BUILT_IN.map((adapter) => [adapter.service, adapter]));

/** What only one of these services can have judged. */
export const SERVICE_PROPERTIES: readonly Property[] = [
  deleteUploadModel,
  raceApiDeletes,
  raceApiStores,
  ...PROPERTIES,
  ...TUS_PROPERTIES,
];
