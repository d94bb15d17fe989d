/** One link of the service navigation; `current` marks the section that the page belongs to. */
export type NavigationLink = { text: string; href: string; current: boolean };

/** What every page shows around its own content. The server sets it once for each request as `frame`. */
export type Frame = {
  organisation?: string;
  person?: string;
  role?: string;
  /** Where a user with two roles chooses the other one. */
  switchRoleHref?: string;
  accountHref?: string;
  /** Where the sign-out form posts to; "/sign-out" unless told. */
  signOutHref?: string;
  nav: NavigationLink[];
  signedIn: boolean;
  /** The client warns this many seconds after the last answer of the server; "Stay signed in" posts to extendHref. */
  idleWarning?: { warnAtSeconds: number; extendHref: string };
  version: string;
};

/** A message at the top of the next page that says what has changed. */
export type Notice = { text: string; type?: "success" };

/** The way back up, first to last; the last one is the page itself and has no href. */
export type Breadcrumb = { text: string; href?: string };
