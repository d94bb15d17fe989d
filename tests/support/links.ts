/** Where a page leads to itself in another order, state or place, without JavaScript: its links and its forms of choices. */
export function linksOnPage(html: string, address: string): string[] {
  const [path] = address.split("?") as [string];
  const links = Array.from(html.matchAll(/href="([^"#]+)"/g), ([, href]) => href!.replaceAll("&amp;", "&"));
  const own = links.filter((href) => href.startsWith(`${path}?`));
  const choices = Array.from(html.matchAll(/<form [^>]*method="get"[\s\S]*?<\/form>/g), ([form]) => form).flatMap(
    (form) =>
      Array.from(form.matchAll(/<select [^>]*name="([^"]+)"([\s\S]*?)<\/select>/g)).flatMap(([, name, options]) =>
        Array.from(
          options!.matchAll(/<option value="([^"]+)"/g),
          ([, value]) => `${path}?${name}=${encodeURIComponent(value!)}`,
        ),
      ),
  );
  return [...new Set([...own, ...choices])].slice(0, 20);
}
