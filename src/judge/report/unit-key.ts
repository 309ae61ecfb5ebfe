/**
 * By what the same unit of a rule is found in two reports. A rule about several bindings has one unit,
 * whichever of them a filter left.
 */
export function unitKey(binding: string): string {
  return binding.includes("+") ? "together" : binding;
}
