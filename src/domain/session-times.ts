/** A session ends after this long without a request (docs/rules/sign-in.md). */
export const IDLE_MINUTES = 30;

/** And this long after it began, whatever is asked of it. */
export const ABSOLUTE_HOURS = 10;

/** The cookie of a session, signed with the installation's secret. Over https its name says that it is secure. */
export const sessionCookie = (origin: string): string =>
  `${origin.startsWith("https:") ? "__Secure-" : ""}kinstep.session_token`;
