/** A "Print" button works only with a script, so it is in the page hidden and shown here. */
export function startPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
    button.removeAttribute("data-print");
  }
}
