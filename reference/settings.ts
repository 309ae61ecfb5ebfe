import type { ReferenceServer } from "./options.ts";
import type { ServiceName } from "./service-names.ts";

/** What a running server's services need, in the words of targets.json. */
export function settingsOf({
  inforouter,
  apidatatools,
  tus,
}: ReferenceServer): Readonly<Record<ServiceName, Settings>> {
  return { inforouter, apidatatools, tus };
}

/** What somebody who calls it by hand must know: a word, and what there is to say. */
export function whatToKnow({
  inforouter,
  apidatatools,
  tus,
}: ReferenceServer): readonly (readonly [about: string, says: string])[] {
  const { owner, stranger } = inforouter.users;
  return [
    ["infoRouter", inforouter.baseUrl],
    ["", `owner ${owner.uid} / ${owner.pwd}`],
    ["", `stranger ${stranger.uid} / ${stranger.pwd}`],
    ["", `document ${inforouter.documents.readable}, folder ${inforouter.folders.writable}`],
    ["apidatatools", apidatatools.baseUrl],
    ["", `owner ${apidatatools.keys.owner}`],
    ["", `stranger ${apidatatools.keys.stranger}`],
    ["tus", tus.baseUrl],
  ];
}

interface Settings {
  readonly baseUrl: string;
  readonly [setting: string]: unknown;
}
