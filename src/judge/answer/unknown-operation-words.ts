/** ASMX, in any language: its class and method names are not translated, and the usual English texts. */
const UNKNOWN: readonly RegExp[] = [
  /Web Service method name is not valid/i,
  /Request format is unrecognized for URL unexpectedly ending in/i,
  /did not recognize the value of HTTP Header SOAPAction/i,
  /\bActionNotSupported\b/,
  /No operation is found for the specified action/i,
];

/** What ASMX says of the arguments of an operation that it has. */
const KNOWN: readonly RegExp[] = [/\bMissing parameter: /, /Server was unable to read request/i];

/** What operations are called by those who say that they know none of a name; English and its neighbours. */
const SPEAKS_OF_OPERATIONS =
  /operat|opéra|operac|operaz|vorgang|method|méthod|método|metodo|\baction|\baktion|acción|azione|funct|funkt|fonct|funci|funzi|endpoint|\broute|not (?:implemented|supported)/i;

/** Who says so may mean the caller, and know the operation well. */
const SPEAKS_OF_CALLER =
  /\[\d+\]|ticket|session|sitzung|log ?[io]n|sign ?in|anonym|allow|permi|denied|author|right/i;

/** Whether a web framework says in these words that it knows no operation of the name. */
export function saysUnknownOperation(text: string): boolean {
  return (
    UNKNOWN.some((pattern) => pattern.test(text)) ||
    inOneLine(text, /Operation not found/i, /\bWSA Action\b/i)
  );
}

/** Whether a web framework says in these words that an operation which it knows got wrong arguments. */
export function saysWrongArguments(text: string): boolean {
  return (
    KNOWN.some((pattern) => pattern.test(text)) ||
    inOneLine(text, /\bCannot convert /, / to System\./)
  );
}

/** Whether one line has both, in this order. One pattern for both would go through the rest again and again. */
function inOneLine(text: string, first: RegExp, then: RegExp): boolean {
  return text.split(/[\n\r\u2028\u2029]/).some((line) => {
    const found = first.exec(line);
    return found !== null && then.test(line.slice(found.index + found[0].length));
  });
}

/** Whether a text is about the operation, by its name or in words for operations, and not about the caller. */
export function speaksOfOperation(text: string, name: string): boolean {
  if (SPEAKS_OF_CALLER.test(text)) return false;
  return text.toLowerCase().includes(name.toLowerCase()) || SPEAKS_OF_OPERATIONS.test(text);
}
