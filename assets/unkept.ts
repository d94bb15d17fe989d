type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const TYPED_INTO =
  'input:not([type="hidden"], [type="submit"], [type="button"], [type="password"], [type="search"]), textarea, select';

/** Nobody wants a password or a code of six digits kept. */
const SECRET = '[type="password"], [autocomplete="one-time-code"]';

/** Asked on Back between two states of one page; when a page is left, a browser asks in its own words. */
const ASK = "What you typed on this page is not saved. Leave it?";

/** Is something else in it than what the server sent, which is what it has? */
function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const sent = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(0, sent);
  }
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio"))
    return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

export const controlsOf = (within: Element): Control[] => [...within.querySelectorAll<Control>(TYPED_INTO)];

/** What a post is answered with, instead of leading on, shows what was typed as it was typed: none of it is kept. */
const isShownAgain = () => document.querySelector("#main[data-shown-again], #main .govuk-error-summary") !== null;

type Swapped = {
  target?: Element | null;
  request?: { method?: string };
  response?: { raw: Response };
};

function noteSwap(event: Event): void {
  const { target, request, response } = (event as CustomEvent<{ ctx?: Swapped }>).detail.ctx ?? {};
  if (target?.id === "main")
    target.toggleAttribute("data-shown-again", request?.method === "POST" && response?.raw.redirected === false);
}

const isUnkept = (form: HTMLFormElement): boolean => {
  const controls = controlsOf(form);
  if (controls.length === 0 || form.querySelector(SECRET)) return false;
  return isShownAgain() || controls.some(isChanged);
};

const forms = () => document.querySelectorAll<HTMLFormElement>('#main form[method="post"]');

/**
 * Asks before somebody leaves a page with something typed that is not kept: by a link, Back, a closed tab. What keeps itself
 * (assets/keeping.ts) tells that it is kept by making it what the server sent.
 */
export function startUnkept(): void {
  let sending: EventTarget | null = null;
  let here = location.href;
  const isAnythingUnkept = () => [...forms()].some((form) => form !== sending && isUnkept(form));

  document.addEventListener("submit", ({ target }) => {
    sending = target;
  });
  for (const over of ["htmx:finally:request", "pageshow"])
    window.addEventListener(over, () => {
      sending = null;
    });
  window.addEventListener("beforeunload", (event) => {
    if (isAnythingUnkept()) event.preventDefault();
  });
  document.addEventListener("htmx:after:swap", noteSwap);
  for (const moved of ["htmx:after:swap", "htmx:after:history:update"])
    document.addEventListener(moved, () => {
      here = location.href;
    });
  // Back between two states of one document unloads nothing, so it is asked here and the address is put back.
  document.addEventListener("htmx:before:history:restore", (event) => {
    if (!isAnythingUnkept() || window.confirm(ASK)) return;
    event.preventDefault();
    history.pushState({ htmx: true }, "", here);
  });
}
