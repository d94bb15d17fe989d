/** What this is a version of, as in package.json: tests/house holds the two against each other. */
export const VERSION = "0.1.0";
