// Runs before the page does and tells the test site what goes wrong in it.
(() => {
  const complain = (text) => navigator.sendBeacon(new URL("complain", here), text);
  const here = document.currentScript.src;
  addEventListener("error", (event) => complain(`error: ${event.message} ${event.error?.stack ?? ""}`));
  addEventListener("unhandledrejection", (event) => complain(`unhandled rejection: ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    complain(`forbidden by ${event.violatedDirective}: ${event.blockedURI}`));
  const { error } = console;
  console.error = (...parts) => {
    complain(`console.error: ${parts.join(" ")}`);
    error.apply(console, parts);
  };
  // What a screen reader would say: changes within regions that were there before, once the page is read to its end, and
  // that are not hidden.
  window.heard = [];
  const regions = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const texts = new WeakMap();
  // Spaces that do not break are text: they tell a line from the same line said before.
  const read = (region) => region.textContent.replace(/[ \n]+/g, " ").replace(/^ | $/g, "");
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      for (const region of [node, ...(node.querySelectorAll?.("*") ?? [])]) {
        if (region.matches?.(regions) && !texts.has(region)) texts.set(region, read(region));
      }
    }
    for (const { target } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest(regions);
      if (!region || texts.get(region) === read(region)) continue;
      texts.set(region, read(region));
      if (document.readyState === "loading" || !region.checkVisibility()) continue;
      if (read(region)) heard.push(read(region));
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
  // A print dialog would stop the browser; that it was asked for is enough.
  window.print = () => document.documentElement.setAttribute("data-printed", "");
})();
