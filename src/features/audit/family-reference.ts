/** A family's reference as somebody typed it ("f 7k3q9") in the form kept, "F-7K3Q9"; null when it can't be one. */
export function readReference(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "");
  return /^F[0-9A-Z]{5}$/.test(letters) ? `F-${letters.slice(1)}` : null;
}
