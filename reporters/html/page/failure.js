/** What belongs into the failures that were not opened yet. @type {WeakMap<Element, FailureEvidence>} */
const unopened = new WeakMap();

/**
 * One failure, closed; what is inside is made when it opens.
 *
 * @param {FailureEvidence} failure
 */
function failureElement(failure) {
  const { anchor, target, binding, times } = failure;
  const summary = element("summary", {}, [
    element("span", { class: "failure-name" }, [
      `Fails on ${binding}${target === null ? "" : ` of ${target}`}`,
    ]),
    element("span", { class: "quiet small" }, [times]),
  ]);
  const details = element("details", { class: "failure", id: anchor }, [summary]);
  unopened.set(details, failure);
  details.addEventListener("toggle", () => fillFailure(details));
  return details;
}

/**
 * Fills a failure that is open: at once, where the event of opening would come later.
 *
 * @param {HTMLElement} details
 */
function fillFailure(details) {
  const failure = unopened.get(details);
  if (!failure || !details.hasAttribute("open")) return;
  unopened.delete(details);
  details.append(failureBody(failure));
}

/** @param {FailureEvidence} failure */
function failureBody(failure) {
  const { expected, actual, bytes, inputs, curl, curlIsExact, replay } = failure;
  const { exportAs, exchanges, left, failing } = failure;
  const text = expected.join("\n");
  const marks = differences(text, actual);
  const side = (/** @type {string} */ title, /** @type {Node} */ content) =>
    element("div", { class: `side side-${title.toLowerCase()}` }, [
      element("h4", {}, [title]),
      element("p", { class: "said" }, [content]),
    ]);
  const curlNote = curlIsExact
    ? []
    : [
        element("p", { class: "quiet small" }, [
          "Shortened, or with characters that are shown as escapes: the exact line is in report.json.",
        ]),
      ];
  return element("div", { class: "failure-body" }, [
    element("a", { class: "permalink mono", href: `#${encodeURIComponent(failure.anchor)}` }, [
      `#${failure.anchor}`,
    ]),
    element("div", { class: "sides" }, [
      side("Expected", painted(text, [], marks.expected)),
      side("Actual", painted(actual, [], marks.actual)),
    ]),
    ...(bytes.length > 0 ? [element("h4", {}, ["Bytes"]), bytesElement(bytes)] : []),
    ...(inputs.length > 0 ? [element("h4", {}, ["Smallest case"]), inputsElement(inputs)] : []),
    ...(curl === ""
      ? []
      : [element("h4", {}, ["Repeat"]), shellLine(curl, "curl line"), ...curlNote]),
    element("h4", {}, ["Replay, and see whether it still fails"]),
    shellLine(replay, "replay command"),
    element("h4", {}, ["Write it as a test that needs nothing of Assay"]),
    exportElement(exportAs),
    element("h4", {}, ["Requests and responses"]),
    ...(left > 0
      ? [element("p", { class: "quiet small" }, [`The first ${left} are in report.json.`])]
      : []),
    ...exchanges.map((exchange, index) =>
      exchangeElement(exchange, left + index + 1, index === failing ? failure : null, marks.actual),
    ),
  ]);
}

/**
 * The command that writes a test, of the kind that is chosen.
 *
 * @param {string} exportAs the command up to the name of the format
 */
function exportElement(exportAs) {
  const names = document.querySelector("[data-exports]")?.getAttribute("data-exports") ?? "";
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Kind of test");
  choice.append(...names.split(" ").map((name) => element("option", {}, [name])));
  const command = () => shellLine(`${exportAs} ${choice.value}`, "export command");
  const made = element("div", { class: "export" }, [choice, command()]);
  choice.addEventListener("change", () => made.lastChild?.replaceWith(command()));
  return made;
}

/**
 * Expected and actual bytes, one line for each row; rows that differ are marked.
 *
 * @param {readonly string[]} lines
 */
function bytesElement(lines) {
  const rows = lines.map((line) =>
    element("span", line.includes("\u2260") ? { class: "apart" } : {}, [`${line}\n`]),
  );
  return element("pre", { class: "bytes mono", tabindex: "0", "aria-label": "Bytes" }, rows);
}

/** @param {readonly string[]} inputs each `name: value` */
function inputsElement(inputs) {
  const rows = inputs.flatMap((input) => {
    const colon = input.indexOf(": ");
    return [
      element("dt", {}, [input.slice(0, colon)]),
      element("dd", {}, [element("code", {}, [input.slice(colon + 2)])]),
    ];
  });
  return element("dl", { class: "inputs" }, rows);
}
