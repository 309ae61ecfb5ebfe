const PLACEHOLDER = /\{([^{}]*)\}/;

/** A path such as `/files/{id}/parts` as its pieces: every second one is a name. */
export function piecesOfPath(path: string): readonly string[] {
  return path.split(PLACEHOLDER);
}

/** The names in a path: `/files/{id}/parts` has `id`. */
export function namesInPath(path: string): readonly string[] {
  return piecesOfPath(path).filter((_, index) => index % 2 === 1);
}
