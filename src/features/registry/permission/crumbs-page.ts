import type { Definition } from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";

export const breadcrumbsOf = ({ id, acronym }: Definition, here?: string) => [
  { text: "Measures", href: measurePaths.list() },
  ...(here ? [{ text: acronym, href: measurePaths.show(id) }, { text: here }] : [{ text: acronym }]),
];
