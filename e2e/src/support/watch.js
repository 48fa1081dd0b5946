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
  // A print dialog would stop the browser; that it was asked for is enough.
  window.print = () => document.documentElement.setAttribute("data-printed", "");
})();
