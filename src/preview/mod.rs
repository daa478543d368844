//! The preview: holds the site in memory, serves it on loopback, rebuilds when files change, and has the browser
//! reload. The only asynchronous code.
//!
//! Pages are rendered when a browser asks for them, by the same code as for publishing; what the preview adds (one
//! script, and leave to reach this server) is put into the answer, never into the site.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::finding::Finding;
use crate::site::Site;

mod door;
mod live;
mod server;
mod watching;

/// How many ports after the wished one are tried before the system chooses.
const TRIED_PORTS: u16 = 50;

/// What a build gave.
#[derive(Debug)]
pub struct Built {
    /// The site; none when it could not be made, and then the last good one stays.
    pub site: Option<Site>,
    /// Whether the site holds all that it should. One that does not never takes the place of a former one.
    pub whole: bool,
    /// What is wrong: shown over the page.
    pub errors: Vec<Finding>,
}

/// What is being served.
#[derive(Debug, Clone, Default)]
struct Current {
    site: Option<Arc<Site>>,
    errors: Arc<Vec<Finding>>,
    version: u64,
    /// Whether the last build failed, so that an older site is shown.
    stale: bool,
}

impl Current {
    fn next(&self, built: Built) -> Self {
        let site = built.site.filter(|_| built.whole || self.site.is_none());
        Self {
            stale: site.is_none(),
            site: site.map(Arc::new).or_else(|| self.site.clone()),
            errors: Arc::new(built.errors),
            version: self.version + 1,
        }
    }
}

/// What to preview.
#[derive(Debug, Clone)]
pub struct Options {
    /// The wished port.
    pub port: u16,
    /// Files and folders whose changes ask for a new build.
    pub watched: Vec<PathBuf>,
}

/// Serves until the process ends. `build` makes the site anew, if it is another than before; it is told which files may be
/// others, or nothing, when it has to look at all. `ready` is told the address once, when the first build
/// is served.
///
/// # Errors
/// When no port can be had or the files cannot be watched.
pub fn serve(
    options: &Options,
    mut build: impl FnMut(Option<&[PathBuf]>) -> Option<Built> + Send + 'static,
    ready: impl FnOnce(SocketAddr),
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let first = build(None).map_or_else(Current::default, |built| Current::default().next(built));
    let (publish, current) = watch::channel(first);
    let _watcher = watching::watch(&options.watched, move |changes| {
        // First what changed, then what may follow from it.
        for changes in [changes, None] {
            if let Some(built) = build(changes) {
                let next = publish.borrow().next(built);
                // The former site is taken apart when the new one can be had.
                drop(publish.send_replace(next));
            }
        }
    })?;
    runtime.block_on(async {
        let listener = listen(options.port).await?;
        ready(listener.local_addr()?);
        server::run(listener, current).await
    })
}

/// The wished port or the next free one, on loopback.
async fn listen(port: u16) -> Result<TcpListener> {
    for port in (port..=port.saturating_add(TRIED_PORTS)).chain([0]) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(e) if port == 0 => return Err(e).context("no port is free on this machine"),
            Err(_) => {}
        }
    }
    anyhow::bail!("no port is free on this machine")
}
