const encoder = new TextEncoder();

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What is kept of a one-time link: SHA-256 of its token. 256 random bits need no key and no salt (ASVS 11.5.1). */
export const tokenHash = async (token: string): Promise<string> =>
  hex(await crypto.subtle.digest("SHA-256", encoder.encode(token)));

/** HMAC-SHA-256 of something that could be guessed (an e-mail address, an IP address, a code), under our secret. */
export async function keyedHash(secret: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return hex(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}
