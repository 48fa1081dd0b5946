// Starts the program, or says why it cannot. `cargo xtask hook` fills in the two names.
// Beside sw.js the only script not made by wasm-bindgen: a browser starts wasm from script alone.
const show = (id) => { document.getElementById(id).hidden = false; };

// A trap inside the program ends it; what was entered is already kept.
addEventListener('error', (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) show('crashed');
});

try {
  const { default: init } = await import('__GLUE__');
  await init({ module_or_path: new URL('__WASM__', import.meta.url) });
} catch (error) {
  console.warn(error);
  document.querySelectorAll('#boot-loading, #boot-slow').forEach((line) => line.remove());
  show(error instanceof WebAssembly.RuntimeError ? 'crashed' : 'boot-failed');
}

// After the first visit the page works without a connection; where workers are refused it just needs one.
try {
  await navigator.serviceWorker?.register('./sw.js');
} catch (error) {
  console.info('no offline copy:', error.message);
}
