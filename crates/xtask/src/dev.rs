//! The daily loop: the gateway behind Trunk's server, which builds and reloads on save.

use std::process::Command;

use anyhow::Result;

use crate::steps::{root, run, step};
use crate::{site, tools};

/// Serves at port 8080 until it is interrupted; the gateway stands behind it at port 8081.
pub(crate) fn dev(serve: &[String]) -> Result<()> {
    let path = tools::for_site()?;
    step("Building the form's element", || site::build_element(&path))?;
    let program = site::build_gateway(site::Gateway::Soon)?;
    let public = ["--port", "8081", "--public-url", "http://localhost:8080"];
    let mut gateway = Command::new(program);
    gateway.arg("serve").args(public).arg("--site").arg(site::folder()).args(serve).current_dir(root());
    let mut gateway = gateway.spawn()?;
    let mut trunk = Command::new("trunk");
    trunk.args(["serve", "--offline", "--port", "8080", "--dist"]).arg(root().join("target/dev-app"));
    // Trunk knows the addresses that it hands on from Trunk.toml.
    // Without what a debugger reads: wasm-bindgen would go through twice as much with each change.
    trunk.env("CARGO_PROFILE_DEV_DEBUG", "false");
    let served = run(trunk.env("PATH", path));
    gateway.kill()?;
    served
}
