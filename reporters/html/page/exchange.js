/**
 * One request and its response, closed or open.
 *
 * @param {ExchangeEvidence} exchange
 * @param {number} number from 1
 * @param {FailureEvidence | null} failure when it is the exchange that failed
 * @param {readonly Span[]} marked of what the server did, as {@link differences} found them
 */
function exchangeElement(exchange, number, failure, marked) {
  const { request, response, none, took } = exchange;
  const outcome = response ? response.start : "no answer";
  const summary = element("summary", {}, [
    element("span", { class: "exchange-number" }, [`${number}`]),
    element("code", { class: "exchange-start" }, [request.start]),
    element("span", { class: "exchange-end" }, [
      ...(failure ? [element("span", { class: "tag" }, ["judged here"])] : []),
      element("strong", {}, [outcome]),
      element("span", { class: "quiet" }, [took]),
    ]),
  ]);
  const ranges = failure && response ? rangesInBody(response.body, failure.actual, marked) : [];
  const details = element("details", { class: failure ? "exchange failing" : "exchange" }, [
    summary,
    element("div", { class: "messages" }, [
      messageElement("Request", request, []),
      response
        ? messageElement("Response", response, ranges)
        : element("div", { class: "message" }, [
            element("h5", {}, ["Response"]),
            element("p", { class: "quiet" }, [none]),
          ]),
    ]),
  ]);
  if (failure) details.setAttribute("open", "");
  return details;
}

/**
 * @param {string} title
 * @param {MessageEvidence} message
 * @param {readonly Span[]} marked
 */
function messageElement(title, { start, headers, body }, marked) {
  const lines = headers.flatMap(([name, value]) => [
    element("span", { class: "x-name" }, [name]),
    `: ${value}\n`,
  ]);
  const content = body === "" ? [] : ["\n", painted(body, grammarOf(body), marked)];
  return element("div", { class: "message" }, [
    element("h5", {}, [title]),
    element("pre", { tabindex: "0", "aria-label": title }, [
      element("b", {}, [start]),
      "\n",
      ...lines,
      ...content,
    ]),
  ]);
}
