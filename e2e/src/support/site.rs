//! A plain static host for one test: the built page, extra guides, and whatever the test wants to go wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

use super::env::Env;
use super::headers::Headers;

/// Where the site keeps what is the tests' own: the watcher, empty pages and frames.
const OWN: &str = "__e2e/";

/// What a path answers instead of the file.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The body; its type follows from the path.
    pub body: String,
}

impl Reply {
    /// What comes with this status and this body.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: body.into(),
        }
    }
}

/// A running site; it ends with the value.
pub struct Site {
    address: String,
    shared: Arc<Shared>,
    running: Running,
}

/// A server in a thread of its own; it ends with the value.
pub struct Running {
    server: Mutex<Option<JoinHandle<Result<()>>>>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
}

impl Running {
    /// Serves `app`.
    pub fn start(listener: std::net::TcpListener, app: Router) -> Result<Self> {
        listener.set_nonblocking(true)?;
        let (stop, stopped) = oneshot::channel();
        let server = std::thread::spawn(move || serve(listener, app, stopped));
        Ok(Self {
            server: Mutex::new(Some(server)),
            stop: Mutex::new(Some(stop)),
        })
    }

    /// Stops serving and hangs up.
    pub fn stop(&self) {
        // Nobody listens any more if the server has ended by itself.
        let _ = lock(&self.stop).take().map(|stop| stop.send(()));
        if let Some(server) = lock(&self.server).take() {
            // A server that failed has let the test fail already.
            let _ = server.join();
        }
    }

    fn is_stopped(&self) -> bool {
        lock(&self.stop).is_none()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Shared {
    prefix: String,
    dist: PathBuf,
    guides: PathBuf,
    axe: PathBuf,
    headers: Headers,
    replies: Mutex<BTreeMap<String, Reply>>,
    held: Mutex<BTreeSet<String>>,
    missing: Mutex<Vec<String>>,
    complaints: Mutex<Vec<String>>,
    friends: Mutex<Vec<String>>,
    forgiven: AtomicBool,
    without_policy: AtomicBool,
    with_incident: AtomicBool,
    with_copies: AtomicBool,
    untouched: AtomicBool,
}

impl Site {
    /// Serves the page under `prefix`, which starts and ends with a slash.
    pub fn start(env: &Env, prefix: &str) -> Result<Self> {
        let shared = Arc::new(Shared {
            prefix: prefix.to_owned(),
            dist: env.dist.clone(),
            guides: env.guides.clone(),
            axe: env.axe.clone(),
            headers: Headers::of(&env.dist),
            replies: Mutex::default(),
            held: Mutex::default(),
            missing: Mutex::default(),
            complaints: Mutex::default(),
            friends: Mutex::default(),
            forgiven: AtomicBool::new(false),
            without_policy: AtomicBool::new(false),
            with_incident: AtomicBool::new(false),
            with_copies: AtomicBool::new(false),
            untouched: AtomicBool::new(false),
        });
        let listener = listen()?;
        let address = format!("http://{}{prefix}", listener.local_addr()?);
        let app = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        Ok(Self {
            address,
            shared,
            running: Running::start(listener, app)?,
        })
    }

    /// The address of `path` below the site's root.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The address of a page that shows `path` in a frame `width` pixels wide.
    pub fn framed(&self, path: &str, width: u32, sandbox: Option<&str>) -> String {
        let sandbox = sandbox.map(|flags| format!("&sandbox={flags}")).unwrap_or_default();
        self.url(&format!("{OWN}frame?width={width}{sandbox}&path={path}"))
    }

    /// The address of an empty page with the same storage.
    pub fn blank(&self) -> String {
        self.url(&format!("{OWN}blank"))
    }

    /// Answers `path` so from now on.
    pub fn answer_with(&self, path: &str, reply: Reply) {
        lock(&self.shared.replies).insert(path.to_owned(), reply);
    }

    /// Lets browsers keep a copy of the page, as they do everywhere else; here they would not see other answers for its files.
    pub fn let_copies_be_kept(&self) {
        self.shared.with_copies.store(true, Ordering::Relaxed);
    }

    /// Answers nobody who asks for `path` until it is let go.
    pub fn hold(&self, path: &str) {
        lock(&self.shared.held).insert(path.to_owned());
    }

    /// Answers those who ask for `path`.
    pub fn let_go(&self, path: &str) {
        lock(&self.shared.held).remove(path);
    }

    /// Answers `path` with its file again.
    pub fn answer_as_usual(&self, path: &str) {
        lock(&self.shared.replies).remove(path);
    }

    /// Stops serving and hangs up: the device is offline.
    pub fn stop(&self) {
        self.running.stop();
    }

    /// True after [`Self::stop`].
    pub fn is_stopped(&self) -> bool {
        self.running.is_stopped()
    }

    /// Pages may ask this origin too.
    pub fn befriend(&self, origin: &str) {
        lock(&self.shared.friends).push(origin.to_owned());
    }

    /// True for an address that pages may ask.
    pub fn is_known(&self, address: &str) -> bool {
        address.starts_with(&self.address)
            || lock(&self.shared.friends)
                .iter()
                .any(|friend| address.starts_with(friend))
    }

    /// Paths that pages asked for in vain.
    pub fn missing(&self) -> Vec<String> {
        lock(&self.shared.missing).clone()
    }

    /// Errors, broken promises and forbidden requests that pages have met so far.
    pub fn complaints(&self) -> Vec<String> {
        lock(&self.shared.complaints).clone()
    }

    /// Complaints are what this test is about, so none fails it.
    pub fn forgive(&self) {
        self.shared.forgiven.store(true, Ordering::Relaxed);
    }

    /// True after [`Self::forgive`].
    pub fn is_forgiven(&self) -> bool {
        self.shared.forgiven.load(Ordering::Relaxed)
    }

    /// Serves the page without its security policy from now on.
    pub fn drop_policy(&self) {
        self.shared.without_policy.store(true, Ordering::Relaxed);
    }

    /// Serves exactly what was built from now on, for measuring: nobody watches, and browsers may cache.
    pub fn leave_untouched(&self) {
        self.shared.untouched.store(true, Ordering::Relaxed);
    }

    /// Lets the page look for the report of an incident from now on, and answers it with this file.
    pub fn report_incident(&self, file: &str) {
        self.shared.with_incident.store(true, Ordering::Relaxed);
        self.answer_with("incident.json", Reply::new(200, file));
    }

    /// Name of the first file of the page that ends so, such as `.wasm`.
    pub fn file_ending(&self, ending: &str) -> Result<String> {
        std::fs::read_dir(&self.shared.dist)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.ends_with(ending))
            .with_context(|| format!("the built page holds no file ending in {ending}"))
    }

    /// Path of the words of the interface in a language.
    pub fn words(&self, locale: &str) -> Result<String> {
        std::fs::read_dir(self.shared.dist.join("words"))?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with(&format!("{locale}-")) && name.ends_with(".json"))
            .map(|name| format!("words/{name}"))
            .with_context(|| format!("the built page holds no words in `{locale}`"))
    }
}

/// Listens at a port at which nobody in this run did, so that no browser keeps anything for the origin.
pub(super) fn listen() -> Result<std::net::TcpListener> {
    static TAKEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        if lock(&TAKEN).insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
    }
}

/// Serves until it is told to stop; with its runtime end the connections that browsers keep open.
fn serve(listener: std::net::TcpListener, app: Router, stopped: oneshot::Receiver<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            served = async { axum::serve(listener, app).await } => Ok(served?),
            _ = stopped => Ok(()),
        }
    })
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(path) = path.strip_prefix(&shared.prefix).map(str::to_owned) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(own) = path.strip_prefix(OWN) {
        return answer_own(&shared, own, request).await;
    }
    while lock(&shared.held).contains(&named(&path)) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let untouched = shared.untouched.load(Ordering::Relaxed);
    let reply = lock(&shared.replies).get(&named(&path)).cloned();
    let is_replaced = reply.is_some();
    let mut response = match reply {
        Some(reply) => {
            let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(header::CONTENT_TYPE, kind(&path))], reply.body).into_response()
        }
        None if !untouched && is_page(&shared, &path) => watched_page(&shared, &path),
        None if path == "sw.js" && !untouched && !shared.with_copies.load(Ordering::Relaxed) => {
            script(include_str!("../../../src/off.js").into())
        }
        None => {
            let response = from_folders(&shared, &path, request).await;
            // Browsers ask for it of their own accord.
            if response.status().as_u16() >= 400 && path != "favicon.ico" {
                lock(&shared.missing).push(path.clone());
            }
            response
        }
    };
    if !is_replaced {
        let skipped: &[HeaderName] = match (shared.without_policy.load(Ordering::Relaxed), untouched) {
            (true, _) => &[header::CONTENT_SECURITY_POLICY, header::CACHE_CONTROL],
            // A test may have another answer for the same file a moment later.
            (false, false) => &[header::CACHE_CONTROL],
            (false, true) => &[],
        };
        shared
            .headers
            .apply(&format!("/{path}"), skipped, response.headers_mut());
    }
    if untouched {
        return response;
    }
    // As GitHub Pages does; a frame without an origin of its own needs it to load modules.
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

async fn from_folders(shared: &Shared, path: &str, mut request: Request) -> Response {
    let extra = path
        .strip_prefix("guides/")
        .filter(|name| shared.guides.join(name).is_file());
    let (folder, below) = match extra {
        Some(name) => (&shared.guides, name),
        None => (&shared.dist, path),
    };
    if let Ok(uri) = format!("/{below}").parse() {
        *request.uri_mut() = uri;
    }
    let mut files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    match files.try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// The path of a guide without the hash that its lasting name has.
fn named(path: &str) -> String {
    let lasting = path.strip_prefix("guides/").and_then(|name| name.strip_suffix(".json"));
    match lasting.and_then(|name| name.rsplit_once('-')) {
        Some((name, hash)) if hash.len() == 16 && hash.chars().all(|letter| letter.is_ascii_hexdigit()) => {
            format!("guides/{name}.json")
        }
        _ => path.to_owned(),
    }
}

/// The element in a frame.
const FRAMED: &str = "embed/embed.html";

/// True for the page, for what it is in other languages, and for the element in a frame.
fn is_page(shared: &Shared, path: &str) -> bool {
    let named = path == "index.html" || path.ends_with("/index.html");
    named
        || path == FRAMED
        || ((path.is_empty() || path.ends_with('/')) && shared.dist.join(path).join("index.html").is_file())
}

/// The page with the watcher before everything else in it.
fn watched_page(shared: &Shared, path: &str) -> Response {
    let file = match path {
        FRAMED => path.to_owned(),
        _ => format!("{}index.html", path.strip_suffix("index.html").unwrap_or(path)),
    };
    match std::fs::read_to_string(shared.dist.join(file)) {
        Ok(html) => {
            let watcher = format!("<head><script src=\"{}{OWN}watch.js\"></script>", shared.prefix);
            let mut html = html.replacen("<head>", &watcher, 1);
            if shared.with_incident.load(Ordering::Relaxed) {
                let named = "<div id=\"app\" data-incident=\"incident.json\"";
                html = html.replacen("<div id=\"app\"", named, 1);
            }
            let policy = if shared.without_policy.load(Ordering::Relaxed) {
                "Content-Security-Policy"
            } else {
                ""
            };
            html_response(if policy.is_empty() {
                html
            } else {
                html.replacen(policy, "X-No-Policy", 1)
            })
        }
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

async fn answer_own(shared: &Shared, own: &str, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    match own {
        "watch.js" => script(include_str!("watch.js").into()),
        "axe.js" => script(std::fs::read(&shared.axe).unwrap_or_default().into()),
        "blank" => html_response("<!doctype html><html lang=\"en\"><title>Blank</title></html>".to_owned()),
        "frame" => html_response(frame(&shared.prefix, &query)),
        "complain" => {
            let body = axum::body::to_bytes(request.into_body(), 1 << 20)
                .await
                .unwrap_or_default();
            lock(&shared.complaints).push(String::from_utf8_lossy(&body).into_owned());
            StatusCode::NO_CONTENT.into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn frame(prefix: &str, query: &str) -> String {
    // The path comes last and may hold a query of its own.
    let (options, path) = query.split_once("path=").unwrap_or((query, ""));
    let option = |name: &str| {
        options
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    let sandbox = option("sandbox")
        .map(|flags| format!(" sandbox=\"{flags}\""))
        .unwrap_or_default();
    let width = option("width").unwrap_or("1280");
    format!(
        "<!doctype html><html lang=\"en\"><title>Frame</title><body style=\"margin:0\">\
         <iframe id=\"frame\" title=\"The page\" src=\"{prefix}{path}\" width=\"{width}\" height=\"700\" \
         style=\"border:0\"{sandbox}></iframe></body></html>"
    )
}

fn html_response(html: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

fn script(body: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript")], body).into_response()
}

fn kind(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("json") => "application/json",
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css",
        _ => "text/html; charset=utf-8",
    }
}

/// A test that failed elsewhere must not hide what this one has to say.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
