//! Debian's nginx, Apache and Caddy for the tests of `deploy/`: fetched and unpacked, never installed.
//!
//! An installed server starts at once, and again whenever the machine does, and takes port 80. So apt only fetches the
//! packages, with those that they need and the machine lacks, and they are unpacked into a folder of their own. That needs no
//! administrator, leaves servers alone that the machine has already, and nothing has to be undone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::file_tree::files_below;
use crate::process;
use crate::system_packages;
use crate::workspace::Workspace;

/// What is fetched even where it is installed: the tests want Debian's own files, not those that somebody has changed.
const PACKAGES: [&str; 8] = [
    "nginx",
    "nginx-common",
    "libnginx-mod-http-brotli-static",
    "apache2",
    "apache2-bin",
    "apache2-data",
    "caddy",
    "media-types",
];

/// What the tests start or read first.
const NEEDED: [&str; 6] = [
    "usr/sbin/nginx",
    "usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
    "usr/sbin/apache2",
    "etc/apache2/apache2.conf",
    "usr/bin/caddy",
    "etc/mime.types",
];

/// The folder with the unpacked servers, laid out as `/` is.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.web_servers()
}

/// Whether all of them are there.
pub(crate) fn are_unpacked(workspace: &Workspace) -> bool {
    let folder = folder(workspace);
    NEEDED.iter().all(|file| folder.join(file).is_file())
}

/// Fetches and unpacks them.
pub(crate) fn unpack(workspace: &Workspace) -> Result<()> {
    if !system_packages::has_apt() {
        bail!(
            "this system has no apt: the tests of deploy/ need Debian's nginx (with its brotli module), apache2 and caddy, \
             unpacked into {}",
            folder(workspace).display()
        );
    }
    let finished = folder(workspace);
    let work = finished.with_extension("new");
    start_anew(&work)?;
    let apt = Apt::new(&work)?;
    apt.run(&["update"])
        .context("the package lists cannot be fetched: check the network and /etc/apt/sources.list")?;
    let mut install = vec!["install", "--yes", "--reinstall", "--download-only", "--no-install-recommends"];
    install.extend(PACKAGES);
    apt.run(&install).context("the web servers cannot be fetched: apt's message above says why")?;
    let unpacked = work.join("root");
    fs::create_dir(&unpacked).with_context(|| format!("making {}", unpacked.display()))?;
    for package in packages_in(&apt.archives)? {
        process::output(Command::new("dpkg-deb").arg("--extract").arg(&package).arg(&unpacked))?;
    }
    if finished.exists() {
        fs::remove_dir_all(&finished).with_context(|| format!("removing {}", finished.display()))?;
    }
    fs::rename(&unpacked, &finished).with_context(|| format!("making {}", finished.display()))?;
    fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))?;
    if !are_unpacked(workspace) {
        bail!("Debian's packages do not hold what they did: see NEEDED in xtask/src/web_servers.rs");
    }
    Ok(())
}

fn start_anew(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

fn packages_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_package = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "deb");
    Ok(files_below(folder)?.into_iter().filter(is_package).collect())
}

/// apt with lists and archives of its own, so that it needs no administrator.
struct Apt {
    settings: PathBuf,
    archives: PathBuf,
}

impl Apt {
    fn new(work: &Path) -> Result<Self> {
        let (lists, archives) = (work.join("lists"), work.join("archives"));
        for folder in [&lists, &archives] {
            let partial = folder.join("partial");
            fs::create_dir_all(&partial).with_context(|| format!("making {}", partial.display()))?;
        }
        let settings = work.join("apt.conf");
        fs::write(&settings, settings_for(work, &lists))
            .with_context(|| format!("writing {}", settings.display()))?;
        Ok(Self { settings, archives })
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new("apt-get");
        process::run(command.arg("-q").arg("-c").arg(&self.settings).args(arguments))
    }
}

/// Some systems run programs after an update that only an administrator may run; they have nothing to do here.
fn settings_for(cache: &Path, lists: &Path) -> String {
    format!(
        "Dir::State::lists \"{}\";\nDir::Cache \"{}\";\nDebug::NoLocking \"true\";\nAPT::Sandbox::User \"root\";\n\
         #clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n",
        lists.display(),
        cache.display()
    )
}
