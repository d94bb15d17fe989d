/** Letters and figures that can't be taken for each other when read out or written down: no 0 O, 1 I L, 5 S. */
const ALPHABET = "2346789ABCDEFGHJKMNPQRTUVWXYZ";
const LENGTH = 5;

/**
 * A family's reference from a fresh id, such as F-7K3Q9: about 20 million, so now and then one is taken already; the
 * database refuses it then (unique) and another id is tried.
 */
export function familyReference(id: string): string {
  let number = BigInt(`0x${id.replaceAll("-", "").slice(-16)}`);
  const base = BigInt(ALPHABET.length);
  let reference = "";
  for (let place = 0; place < LENGTH; place++) {
    reference += ALPHABET[Number(number % base)];
    number /= base;
  }
  return `F-${reference}`;
}

/** A reference as somebody typed it ("f 7k3q9", "F7K3Q9") in the form kept, or null when it is none. */
export function readFamilyReference(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "");
  const read = /^F([2346789ABCDEFGHJKMNPQRTUVWXYZ]{5})$/.exec(letters);
  return read ? `F-${read[1]}` : null;
}
