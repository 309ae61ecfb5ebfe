/** infoRouter's own address; a gateway may serve anywhere, so another is no error. */
export function baseUrlHints(baseUrl: string): readonly string[] {
  if (/\.asmx$/i.test(baseUrl)) return [];
  return [
    `the base URL of inforouter does not end in /srv.asmx, as infoRouter's does: ${baseUrl}/srv.asmx?`,
  ];
}
