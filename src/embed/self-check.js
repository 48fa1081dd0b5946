// What keeps <fix-path> from working in the page around it, in sentences for whoever puts it there.
// Loaded when `selfCheck()` is called, and not before.

const PATIENCE = 5000;
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

export const selfCheck = async (element, { wasm, sheet }) => {
  const findings = [];
  const found = (what, problem, fine) => findings.push({ what, ok: !problem, sentence: problem || fine });
  const forbidden = [];
  const note = ({ violatedDirective, blockedURI }) => forbidden.push(`${violatedDirective} blocks ${blockedURI || 'it'}`);
  document.addEventListener('securitypolicyviolation', note);
  const { origin } = wasm;

  let problem = '';
  if (typeof WebAssembly !== 'object') problem = 'This browser has no WebAssembly: the children of the element are shown instead.';
  else {
    try {
      // Where the policy forbids it, WebKit's promise never settles.
      const late = new Promise((_, reject) => { setTimeout(reject, PATIENCE); });
      await Promise.race([WebAssembly.compile(EMPTY_MODULE), late]);
    } catch {
      problem = "The page's security policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src.";
    }
  }
  found('wasm', problem, 'WebAssembly may run.');

  problem = '';
  for (const url of [wasm, sheet]) {
    try {
      const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) problem ||= `${url} was answered with ${answer.status}: put the whole folder there.`;
    } catch {
      problem ||= `${url} cannot be fetched: add ${origin} to connect-src, and let ${origin} send Access-Control-Allow-Origin.`;
    }
  }
  found('files', problem, `The files at ${origin} can be fetched.`);

  problem = '';
  try {
    element.shadowRoot.adoptedStyleSheets.concat(new CSSStyleSheet());
  } catch {
    problem = 'This browser cannot adopt a stylesheet: it is too old for the element.';
  }
  found('styles', problem, 'Stylesheets can be adopted.');

  problem = '';
  const kind = element.storage;
  if (kind === 'none') problem = 'storage is "none": nothing is kept until the page sets "local" or "session".';
  else {
    try {
      const storage = kind === 'local' ? localStorage : sessionStorage;
      const key = `${element.storageKey}:self-check`;
      storage.setItem(key, '1');
      storage.removeItem(key);
    } catch {
      problem = `The browser refuses ${kind} storage here (a sandboxed frame, blocked cookies or no room): progress lasts until the page is left.`;
    }
  }
  found('storage', problem, `Progress is kept in ${kind} storage.`);

  found('guide', element.guide ? '' : 'No guide is named: set the attribute guide.', `The guide is ${element.guide}.`);

  // Reports of the policy come in a task of their own.
  await new Promise((resolve) => { setTimeout(resolve); });
  document.removeEventListener('securitypolicyviolation', note);
  found('policy', forbidden.join('; '), "The page's security policy blocks nothing of the element.");
  return { ok: findings.every(({ ok }) => ok), findings };
};
