import { controlsOf } from "./unkept.ts";

type Sent = { sourceElement?: Element | null; request?: { body?: unknown }; response?: { status: number } };

const sentOf = (event: Event): Sent => (event as CustomEvent<{ ctx?: Sent }>).detail.ctx ?? {};

const keeperOf = ({ sourceElement }: Sent): Element | null =>
  sourceElement?.hasAttribute("data-keeps-itself") && sourceElement.isConnected ? sourceElement : null;

/** What was sent, by name. */
const byName = (sent: URLSearchParams): ReadonlyMap<string, string[]> => {
  const names = Map.groupBy(sent, ([name]) => name);
  return new Map([...names].map(([name, pairs]) => [name, pairs.map(([, value]) => value)]));
};

/** Makes what was sent what the page came with, so that only what was typed since counts as not kept. */
function markKept(part: Element, sent: URLSearchParams): void {
  const all = byName(sent);
  for (const control of controlsOf(part)) {
    const values = all.get(control.name) ?? [];
    if (control instanceof HTMLSelectElement)
      for (const option of control.options) option.defaultSelected = values.includes(option.value);
    else if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio"))
      control.defaultChecked = values.includes(control.value);
    else control.defaultValue = values[0] ?? "";
  }
}

function isAsSent(part: Element, sent: URLSearchParams): boolean {
  const all = byName(sent);
  return controlsOf(part).every((control) => {
    const values = all.get(control.name) ?? [];
    if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio"))
      return values.includes(control.value) === control.checked;
    return (values[0] ?? "") === control.value;
  });
}

/**
 * A part of a form that is sent by itself as it changes (`[data-keeps-itself]`, with hx-post). Once the server has kept it, it
 * counts as kept (assets/unkept.ts); what was changed while it was on its way is sent after it.
 */
export function startKeeping(): void {
  document.addEventListener("htmx:after:request", (event) => {
    const sent = sentOf(event);
    const part = keeperOf(sent);
    if (part && sent.response?.status === 200 && sent.request?.body instanceof URLSearchParams)
      markKept(part, sent.request.body);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const sent = sentOf(event);
    const part = keeperOf(sent);
    if (!part || !sent.response || !(sent.request?.body instanceof URLSearchParams)) return;
    if (!isAsSent(part, sent.request.body)) part.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
