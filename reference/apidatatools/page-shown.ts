/** The framework answers in place of the API: 500, with a page. */
export class PageShown extends Error {
  override readonly name = "PageShown";
}

export const PAGE = "<!DOCTYPE html><title>Server Error</title><h1>Internal Server Error</h1>";
