import { createOTP } from "@better-auth/utils/otp";

/** As the accounts library checks codes at sign-in: RFC 6238, 6 numbers, 30 seconds, one step either side. */
const authenticator = (secret: string) => createOTP(secret, { digits: 6, period: 30 });

/** The otpauth: link that an authenticator app opens, and its secret in groups of four to type by hand. */
export function authenticatorLink(secret: string, email: string): { link: string; groups: string[] } {
  const link = authenticator(secret).url("Kinstep", email);
  const typed = new URL(link).searchParams.get("secret") ?? "";
  return { link, groups: typed.match(/.{1,4}/g) ?? [] };
}

/** Does the app show this code now, or did it a moment ago? */
export const isCodeOf = (secret: string, code: string): Promise<boolean> => authenticator(secret).verify(code);

const NUMBER_OF_CODES = 10;

/** Ten backup codes, each good for one sign-in, as "abcde-fgh23". */
export const newBackupCodes = (randomText: (length: number) => string): string[] =>
  Array.from({ length: NUMBER_OF_CODES }, () => `${randomText(5)}-${randomText(5)}`);
