const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const decoded = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decoded(found[1]!) : undefined;
};

/** Where the links of a page lead to, within the app. */
function links(html: string, at: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"#]*)[^"]*"/g)].flatMap(([, href]) => {
    const { origin, pathname, search } = new URL(decoded(href!), `http://here${at}`);
    return origin === "http://here" && !pathname.startsWith("/assets/") ? [pathname + search] : [];
  });
}

/** What a form that only asks would lead to: each of its choices once, by its last option. */
function choices(html: string, at: string): string[] {
  return [...html.matchAll(/<form\s[^>]*method="get"[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const action = attribute(form, "action") || at;
    const selects = [...form.matchAll(/<select\s[^>]*>[\s\S]*?<\/select>/g)].flatMap(([select]) => {
      const options = [...select.matchAll(/<option\s[^>]*>/g)].map(([option]) => attribute(option, "value") ?? "");
      return [[attribute(select, "name"), options.findLast((value) => value !== "")] as const];
    });
    const radios = [...form.matchAll(/<input\s[^>]*type="radio"[^>]*>/g)].map(
      ([input]) => [attribute(input, "name"), attribute(input, "value")] as const,
    );
    return [...selects, ...radios].flatMap(([name, value]) => {
      if (!name || !value) return [];
      const url = new URL(action, `http://here${at}`);
      url.searchParams.set(name, value);
      return [url.pathname + url.search];
    });
  });
}

/** Every address that somebody on this page could go to next without changing anything. */
export const addressesOn = (html: string, at: string): string[] => [
  ...new Set([...links(html, at), ...choices(html, at)]),
];
