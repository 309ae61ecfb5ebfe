import type { ReferenceServer } from "./options.ts";

/** The services that the server offers. */
export const SERVICES = ["inforouter", "apidatatools"] as const;

/** What a running server's services need, in the words of targets.json. */
export function settingsOf({
  inforouter,
  apidatatools,
}: ReferenceServer): Readonly<Record<(typeof SERVICES)[number], Settings>> {
  return { inforouter, apidatatools };
}

/** What somebody who calls it by hand must know: a word, and what there is to say. */
export function whatToKnow({
  inforouter,
  apidatatools,
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
  ];
}

interface Settings {
  readonly baseUrl: string;
  readonly [setting: string]: unknown;
}
