import { cut } from "../../judge/answer/quote.ts";
import type { Exchange } from "../../model/exchange.ts";
import { failingExchange } from "../../model/failing-exchange.ts";
import type { Failure } from "../../model/failure.ts";
import { headerLines, headersOf } from "../../model/header-lines.ts";
import type { UnitVerdict } from "../../model/unit.ts";

/** What a campaign keeps of exchanges as they are, in characters: of some hundred failures all of them. */
const MOST_WHOLE = 3 * 1024 * 1024;
/** Of what is kept short: characters of a text, and headers. */
const SHORT_TEXT = 400;
const SHORT_HEADERS = 20;

/**
 * Verdicts with as much evidence as a campaign can keep that goes on for days against a server that is wrong in
 * everything. The first failures have all of their exchanges; those after them the one that failed, with long
 * texts cut. What is needed to send a case again is always whole.
 */
export function createEvidenceBudget(
  mostWhole = MOST_WHOLE,
): (verdict: UnitVerdict) => UnitVerdict {
  let left = mostWhole;
  const fit = (failure: Failure): Failure => {
    const size = JSON.stringify(failure.exchanges).length;
    if (size <= left) {
      left -= size;
      return failure;
    }
    const failing = failingExchange(failure);
    return { ...failure, exchanges: failing ? [shortened(failing)] : [] };
  };
  return (verdict) =>
    verdict.failures.length === 0 ? verdict : { ...verdict, failures: verdict.failures.map(fit) };
}

function shortened({ request, response, ...rest }: Exchange): Exchange {
  return {
    ...rest,
    request: {
      ...request,
      url: cut(request.url, SHORT_TEXT),
      headers: headersOf(
        headerLines(request.headers)
          .slice(0, SHORT_HEADERS)
          .map(([name, value]) => [cut(name, SHORT_TEXT), cut(value, SHORT_TEXT)]),
      ),
      body: cut(request.body, SHORT_TEXT),
    },
    response: response && {
      status: response.status,
      headers: Object.fromEntries(
        Object.entries(response.headers)
          .slice(0, SHORT_HEADERS)
          .map(([name, value]) => [cut(name, SHORT_TEXT), cut(value, SHORT_TEXT)]),
      ),
      body: cut(response.body, SHORT_TEXT),
    },
  };
}
