import { HttpRefusal } from "../http/http-refusal.ts";

/** The page that ASP.NET and IIS show in the place of an answer, with custom errors on: no details. */
export function aspNetPage(status: number, title: string): HttpRefusal {
  const page = `<!DOCTYPE html>\r\n<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>Server Error in '/' Application.</h1><h2><i>${title}</i></h2></body>\r\n</html>\r\n`;
  return new HttpRefusal(status, page, { "Content-Type": "text/html; charset=utf-8" });
}
