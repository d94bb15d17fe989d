/** The addresses of the first page, and of what changed. */
export const homePaths = {
  home: "/",
  changes: "/changes",
  changesSeen: "/changes/seen",
};
