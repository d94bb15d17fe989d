const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** SHA-256 of a text, in hexadecimal. */
export const sha256 = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/**
 * What a score was made from, as one fingerprint: the answers in the order of their items, the definition's
 * edition.revision, and the scorer's version. Equal inputs give equal fingerprints, whatever order they were keyed in.
 */
export const inputsHash = (
  answers: readonly { item: string; value: string }[],
  version: string,
  scorer: string,
): Promise<string> => {
  const inOrder = [...answers].sort((a, b) => (a.item < b.item ? -1 : 1)).map(({ item, value }) => [item, value]);
  return sha256(JSON.stringify({ answers: inOrder, version, scorer }));
};
