import { startComponents } from "./components.ts";
import { startKeying } from "./keying.ts";
import { startPrinting } from "./printing.ts";

type SwapDetail = { ctx?: { target?: Element | null; sourceElement?: Element | null } };

const notSent = () => document.getElementById("not-sent");

/** On a new page the reader starts at its top; on the same page, the error summary or the notice has the focus. */
function goToTop(main: HTMLElement): void {
  if (main.querySelector('[role="alert"]')) return;
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

function tellNotSent(): void {
  const message = notSent();
  if (!message) return;
  message.hidden = false;
  message.focus();
}

const formOf = (event: Event): HTMLFormElement | null => {
  const source = (event as CustomEvent<SwapDetail>).detail.ctx?.sourceElement;
  return source instanceof HTMLFormElement ? source : null;
};

/** A second click on a form that is on its way does nothing: queued, it would be posted to the page that came meanwhile. */
function sendOnceAtATime(): void {
  document.addEventListener("htmx:config:request", (event) => {
    const form = formOf(event);
    if (form?.hasAttribute("data-sending")) event.preventDefault();
    form?.setAttribute("data-sending", "");
  });
  document.addEventListener("htmx:finally:request", (event) => formOf(event)?.removeAttribute("data-sending"));
}

/** What a browser does by itself on a new page, done after an htmx swap: components, focus, a word when it failed. */
export function startNavigation(): void {
  let path = location.pathname;
  document.addEventListener("htmx:after:swap", (event) => {
    startComponents();
    startKeying();
    startPrinting();
    const target = (event as CustomEvent<SwapDetail>).detail.ctx?.target;
    if (target instanceof HTMLElement && target.id === "main" && path !== location.pathname) goToTop(target);
    path = location.pathname;
  });
  document.addEventListener("htmx:before:request", () => notSent()?.setAttribute("hidden", ""));
  document.addEventListener("htmx:error", tellNotSent);
  sendOnceAtATime();
}
