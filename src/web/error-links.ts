const LIST = "govuk-error-summary__list";
const ENTRY = /<li>\s*(?:<a href="#([^"]*)"[^>]*>([\s\S]*?)<\/a>|((?:(?!<a )[\s\S])*?))\s*<\/li>/g;
const CONTROL = /<(?:input|select|textarea|button)\b[^>]*>/g;
const GIVEN = "first-control";

const idOf = (tag: string): string | undefined => / id="([^"]+)"/.exec(tag)?.[1];
const isUsable = (tag: string): boolean => !/ type="hidden"| disabled(?=[ >])/.test(tag);

/** The first control of the first form that is posted: its id and the page in which it has one. */
function firstControl(html: string): { id: string; html: string } {
  const form = html.search(/<form [^>]*method="post"/);
  const rest = form < 0 ? "" : html.slice(form);
  const tag = rest.slice(0, rest.indexOf("</form>")).match(CONTROL)?.find(isUsable);
  if (tag === undefined) return { id: "main", html };
  const id = idOf(tag);
  if (id !== undefined) return { id, html };
  return { id: GIVEN, html: html.slice(0, form) + rest.replace(tag, () => tag.replace(" ", ` id="${GIVEN}" `)) };
}

/**
 * Leads every entry of a page's error summary to a control (GOV.UK error summary: "link to the answer"). One without a link, such as
 * a complaint about the whole form, and one whose control is not on this page lead to the first control of the form.
 */
export function leadErrors(html: string): string {
  const start = html.indexOf(LIST);
  if (start < 0) return html;
  const end = html.indexOf("</ul>", start);
  const [before, list, after] = [html.slice(0, start), html.slice(start, end), html.slice(end)];
  const isThere = (id: string) => after.includes(` id="${id}"`);
  let page = after;
  const led = list.replace(ENTRY, (entry, target: string | undefined, linked: string | undefined, plain: string) => {
    if (target !== undefined && isThere(target)) return entry;
    const first = firstControl(page);
    page = first.html;
    return `<li><a href="#${first.id}">${linked ?? plain}</a></li>`;
  });
  return before + led + page;
}
