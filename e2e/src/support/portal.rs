//! Somebody else's site: the pages of `e2e/portal`, on an origin of their own, with the troubleshooter from another.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use super::page::Page;
use super::site::{Reply, Running, listen, lock};

/// A running portal; it ends with the value.
pub struct Portal {
    /// Its origin, with no slash at the end.
    pub origin: String,
    shared: Arc<Shared>,
    _running: Running,
}

/// A portal that shows the page's own element.
pub fn open_portal(page: &Page) -> Result<Portal> {
    let portal = Portal::start(&page.env().guides, &page.site.url(""), 0, true)?;
    page.site.befriend(&portal.origin);
    Ok(portal)
}

struct Shared {
    pages: PathBuf,
    guides: PathBuf,
    /// Where the files of the element lie, and the script that watches over the tests' pages.
    embed: String,
    watcher: Option<String>,
    origin: String,
    replies: Mutex<BTreeMap<String, Reply>>,
    built: Mutex<Option<PathBuf>>,
    violations: Mutex<Vec<String>>,
}

impl Portal {
    /// Serves the portal at `port`, 0 for any free one; the troubleshooter is found at `site`, which ends with a slash.
    pub fn start(guides: &Path, site: &str, port: u16, watched: bool) -> Result<Self> {
        let listener = match port {
            0 => listen()?,
            port => TcpListener::bind((Ipv4Addr::LOCALHOST, port))?,
        };
        // Another host name, so that it is another site for the browser's storage too.
        let origin = format!("http://localhost:{}", listener.local_addr()?.port());
        let shared = Arc::new(Shared {
            pages: Path::new(env!("CARGO_MANIFEST_DIR")).join("portal"),
            guides: guides.to_path_buf(),
            embed: format!("{site}embed/"),
            watcher: watched.then(|| format!("{site}__e2e/watch.js")),
            origin: origin.clone(),
            replies: Mutex::default(),
            built: Mutex::default(),
            violations: Mutex::default(),
        });
        let app = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        Ok(Self {
            origin,
            shared,
            _running: Running::start(listener, app)?,
        })
    }

    /// The address of a page.
    pub fn url(&self, page: &str) -> String {
        format!("{}/{page}", self.origin)
    }

    /// Answers `path` so from now on.
    pub fn answer_with(&self, path: &str, reply: Reply) {
        lock(&self.shared.replies).insert(path.to_owned(), reply);
    }

    /// Serves a folder under `built/`.
    pub fn serve_built(&self, folder: &Path) {
        *lock(&self.shared.built) = Some(folder.to_owned());
    }

    /// What browsers have reported of the portal's policies.
    pub fn violations(&self) -> Vec<String> {
        lock(&self.shared.violations).clone()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    if path == "__violations" {
        let body = axum::body::to_bytes(request.into_body(), 1 << 20)
            .await
            .unwrap_or_default();
        lock(&shared.violations).push(String::from_utf8_lossy(&body).into_owned());
        return StatusCode::NO_CONTENT.into_response();
    }
    let reply = lock(&shared.replies).get(&path).cloned();
    if let Some(reply) = reply {
        let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = if path.ends_with(".html") {
            "text/html; charset=utf-8"
        } else {
            "application/json"
        };
        let body = filled(&shared, &reply.body, true);
        return (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    }
    let built = lock(&shared.built).clone();
    if let (Some(folder), Some(below)) = (built, path.strip_prefix("built/")) {
        return file(&folder, below).await;
    }
    if path.is_empty() || path.ends_with(".html") {
        return page(&shared, if path.is_empty() { "index.html" } else { &path });
    }
    let (folder, below) = match path.strip_prefix("guides/") {
        Some(name) => (&shared.guides, name),
        None => (&shared.pages, path.as_str()),
    };
    file(folder, below).await
}

async fn file(folder: &Path, below: &str) -> Response {
    let Ok(request) = Request::builder().uri(format!("/{below}")).body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn page(shared: &Shared, name: &str) -> Response {
    let Ok(html) = std::fs::read_to_string(shared.pages.join(name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = (
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        filled(shared, &html, name != "strict.html"),
    )
        .into_response();
    if name == "strict.html"
        && let Ok(policy) = HeaderValue::from_str(&strict(shared))
    {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The strictest policy that lets the element in.
fn strict(shared: &Shared) -> String {
    let ours = shared.embed.split('/').take(3).collect::<Vec<_>>().join("/");
    format!(
        "default-src 'none'; script-src {ours} 'wasm-unsafe-eval'; style-src {ours}; connect-src {ours}; report-uri /__violations"
    )
}

/// A page with the addresses of both sites. Over a strict policy the browser's own reports watch.
fn filled(shared: &Shared, html: &str, watched: bool) -> String {
    let html = html
        .replace("{{embed}}", &shared.embed)
        .replace("{{portal}}", &shared.origin);
    match &shared.watcher {
        Some(watcher) if watched => html.replacen("<head>", &format!("<head><script src=\"{watcher}\"></script>"), 1),
        _ => html,
    }
}
