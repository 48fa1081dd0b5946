// Starts the program, or says why it cannot. `cargo xtask hook` fills in the two names.
// The only script of the page that is not made by wasm-bindgen: a browser starts wasm from script alone.
const show = (id) => { document.getElementById(id).hidden = false; };
try {
  const { default: init } = await import('__GLUE__');
  await init({ module_or_path: new URL('__WASM__', import.meta.url) });
} catch (error) {
  console.warn(error);
  if (!document.documentElement.hasAttribute('data-ready')) {
    document.getElementById('boot-loading')?.remove();
    show('boot-failed');
  }
}
// A trap inside the program ends it; what was entered is already kept.
addEventListener('error', (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) show('crashed');
});
