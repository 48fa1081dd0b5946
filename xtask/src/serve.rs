//! `cargo xtask serve`: the page on this machine, rebuilt on every change.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::assemble;
use crate::project;
use crate::shell::{self, Result};
use crate::trunk::Web;

/// Builds the page, serves it on loopback at `port` and stays until it is stopped.
pub fn serve(port: u16, open: bool) -> Result<()> {
    port_free(port)?;
    let web = Web::ready()?;
    shell::phase("building the page");
    let started = SystemTime::now();
    let mut trunk = web.trunk();
    // Without reloading, which Trunk would do by an inline script that the page's policy forbids.
    trunk
        .args(["serve", "--release", "--no-autoreload"])
        .args(["--address", "127.0.0.1", "--port", &port.to_string()])
        .env(assemble::AT_WORK, "1")
        .stdin(Stdio::null());
    let mut child = trunk.spawn().map_err(|error| shell::not_started(&trunk, &error))?;

    let up = wait_until_up(&mut child, port).and_then(|()| built_since(started));
    if let Err(problem) = up {
        let _ = child.kill();
        let _ = child.wait();
        return Err(problem);
    }
    let url = format!("http://127.0.0.1:{port}/");
    shell::phase("the page is up; Ctrl-C ends it");
    println!("{url}");
    if open {
        open_page(&url);
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("serving ended ({status})")),
        Err(error) => Err(format!("serving ended: {error}")),
    }
}

/// Whether `port` can be had, asked before the long work.
fn port_free(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => {
                format!("port {port} is taken by another program; choose another with --port")
            }
            _ => format!("cannot use port {port} ({error}); choose another with --port"),
        })
}

/// Waits for the server, which Trunk starts after the first build, failed or not.
fn wait_until_up(child: &mut Child, port: u16) -> Result<()> {
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("the page could not be built or served, see above ({status})"));
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// Whether the first build went through: then the page is newer than our start.
fn built_since(started: SystemTime) -> Result<()> {
    std::fs::metadata(project::root().join("dist/index.html"))
        .and_then(|page| page.modified())
        .ok()
        // File times may be coarse.
        .filter(|time| *time + Duration::from_secs(2) >= started)
        .map(drop)
        .ok_or_else(|| "the page could not be built, see above".into())
}

fn open_page(url: &str) {
    let mut command = match std::env::consts::OS {
        "macos" => Command::new("open"),
        "windows" => Command::new("explorer"),
        _ => Command::new("xdg-open"),
    };
    let opened = command
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // Explorer reports failure even when it opened the page.
    if !cfg!(windows) && !opened.is_ok_and(|status| status.success()) {
        eprintln!("no browser could be opened from here: open {url} yourself");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_said_in_one_sentence() {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = holder.local_addr().unwrap().port();
        assert_eq!(
            port_free(port),
            Err(format!(
                "port {port} is taken by another program; choose another with --port"
            ))
        );
        // Port 0 stands for any free one.
        assert_eq!(port_free(0), Ok(()));
    }
}
