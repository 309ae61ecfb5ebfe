import type { Target } from "../../model/target.ts";

/**
 * What looks unusual about a target's base URLs, in sentences for when it does not answer as
 * expected. None of it is an error: a gateway may serve anywhere.
 */
export function baseUrlHints(target: Target): readonly string[] {
  const { inforouter } = target.services;
  if (!inforouter || /\.asmx$/i.test(inforouter.baseUrl)) return [];
  return [
    `the base URL of inforouter does not end in /srv.asmx, as infoRouter's does: ${inforouter.baseUrl}/srv.asmx?`,
  ];
}
