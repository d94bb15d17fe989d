/** Letters and figures that are not taken for one another when read out or copied: no I, L, O, U, 0, 1. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 5;

/**
 * A reference to say on the telephone, such as "R-8M2KD", from 256 random bits as text (`newToken`). Two may be alike once in 24
 * million; the table refuses the second, and the form is sent again.
 */
export function referenceFrom(token: string): string {
  let number = 0n;
  for (const character of token) number = number * 131n + BigInt(character.codePointAt(0)!);
  const base = BigInt(LETTERS.length);
  let text = "";
  for (let index = 0; index < LENGTH; index++) {
    text += LETTERS[Number(number % base)];
    number /= base;
  }
  return `R-${text}`;
}
