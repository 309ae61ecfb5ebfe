/** What shows the inside of a server, with the name that findings give it. */
export interface InsidePattern {
  readonly name: string;
  readonly pattern: RegExp;
}

/** A frame's place: a file with a line. */
const PLACE = String.raw`(?:file:\/\/|node:|\/|[A-Za-z]:[\\/])[^\s()"'<>]*:\d+(?::\d+)?`;

/**
 * Stack frames and places of files. An exception's name alone is none: `System.FormatException: Input
 * string was not in a correct format.` says what is wrong, and not where in the server.
 */
export const INSIDE_PATTERNS: readonly InsidePattern[] = [
  // "   at System.Guid..ctor(String g) in C:\x\y.cs:line 12", "at a.b.C.d(C.java:12)", "at a.b(Native Method)"
  {
    name: "a stack frame of .NET or Java",
    pattern: /\bat [A-Za-z_$][\w$`<>[\],]*\.[\w$`<>.[\],]+\([^()\n]{0,300}\)/,
  },
  {
    name: "a stack frame of Node",
    pattern: new RegExp(String.raw`\bat (?:[^\n(]{1,200} \()?${PLACE}`),
  },
  { name: "a place in a C# file", pattern: /\bin [A-Za-z]:[\\/][^\n"<>]{1,260}:line \d+/ },
  {
    name: "a traceback of Python",
    pattern: /Traceback \(most recent call last\)|File "[^"\n]{1,260}", line \d+/,
  },
  {
    name: "a stack frame of PHP",
    pattern: /#\d+ [^\s(]{1,260}\.php\(\d+\)|\bin \/?[^\s"<>]{1,260}\.php(?: on line |:)\d+/,
  },
  { name: "a stack frame of Ruby", pattern: /\.rb:\d+:in [`']/ },
  { name: "a stack of Go", pattern: /\bgoroutine \d+ \[|\.go:\d+ \+0x/ },
  {
    name: "a path of the server",
    pattern:
      /(?<![\w.:/\\%-])\/(?:bin|data|etc|home|mnt|opt|private|proc|root|srv|tmp|usr|Users|var)\/[\w.-]+(?:\/[\w.{}-]+)*/,
  },
  {
    name: "a path of a Windows server",
    pattern: /(?<![\w%])[A-Za-z]:\\(?:[\w .()$-]+\\)+[\w .()$-]*/,
  },
];
