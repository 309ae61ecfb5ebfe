/** A function that makes its result at the first call and gives the same one ever after. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly result: T } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
