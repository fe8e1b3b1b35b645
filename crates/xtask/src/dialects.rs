//! The dialects of other CRMs, asked by schemathesis (PyPI): it makes requests of a vendor's contract, right ones and wrong ones, and holds
//! every answer against it. What of the contracts is not to be asked says tests/contracts/schemathesis.toml.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use crate::steps::{Compiler, output, root, run};
use crate::{site, tools};

/// The dialects that are answered, what of the vendor's address stands behind the host already, and how many examples of each operation
/// are tried where all is tested: cobra has three times the operations of the others, and would take a quarter of an hour with as many.
const DIALECTS: [(&str, &str, u32); 5] =
    [("rogerroger", "", 200), ("emnify", "", 200), ("samdock", "", 200), ("onlyoffice", "", 200), ("cobra", "/v1", 60)];

/// Lets Prism look at what we send as a client of each dialect.
pub(crate) fn send() -> Result<()> {
    let mut test = Compiler::Clippy.cargo();
    // The whole workspace, as its tests are built; only one of them has these.
    test.args(["test", "--workspace", "--locked", "--test", "it", "--", "--ignored", "prism"]);
    run(test.env("CALLING_CARD_PRISM", tools::prism()?))
}

/// Asks each dialect at a gateway of its own, all at the same time: what takes the time is schemathesis, which uses one processor.
pub(crate) fn ask(all: bool) -> Result<()> {
    let schemathesis = tools::schemathesis()?;
    let program = site::build_gateway(site::Gateway::Tested)?;
    let data = root().join("target/schemathesis");
    if data.is_dir() {
        std::fs::remove_dir_all(&data)?;
    }
    let ask = |(dialect, version, whole)| {
        ask_one(&schemathesis, &program, &data, (dialect, version), if all { whole } else { 20 })
    };
    let outcomes = thread::scope(|scope| {
        let asked = DIALECTS.map(|dialect| scope.spawn(move || ask(dialect)));
        asked.map(|one| one.join().unwrap_or_else(|_| Err(anyhow!("it was not asked to the end"))))
    });
    outcomes.into_iter().collect()
}

/// Asks one dialect, and says what came of it when it has ended.
fn ask_one(
    schemathesis: &Path,
    program: &Path,
    data: &Path,
    (dialect, version): (&str, &str),
    examples: u32,
) -> Result<()> {
    let data = &data.join(dialect);
    let token = output(Command::new(program).args(["token", "add", "schemathesis", "--data"]).arg(data))?;
    // Its id is the first word of the line; there is one workspace.
    let workspaces = output(Command::new(program).args(["workspace", "list", "--data"]).arg(data))?;
    let tenant = workspaces.split_whitespace().next().context("there is no workspace")?;
    let gateway = Gateway::start(program, data)?;
    let contracts = root().join("tests/contracts");
    let mut ask = Command::new(schemathesis);
    ask.arg("--config-file").arg(contracts.join("schemathesis.toml")).args(["run", "--no-color"]);
    ask.arg(contracts.join(format!("{dialect}.openapi.json")));
    ask.arg(format!("--url={}/dialects/{dialect}{version}", gateway.address)).arg(format!("--max-examples={examples}"));
    // What it remembers stays beside the data.
    let asked =
        ask.env("CALLING_CARD_TOKEN", token.trim()).env("CALLING_CARD_TENANT", tenant).current_dir(data).output()?;
    println!("{}{}", String::from_utf8_lossy(&asked.stdout), String::from_utf8_lossy(&asked.stderr));
    if asked.status.success() { Ok(()) } else { bail!("{dialect} does not answer as its contract says") }
}

/// A gateway, which ends when it is dropped.
struct Gateway {
    process: Child,
    address: String,
    /// Open as long as it may say something.
    _said: BufReader<ChildStdout>,
}

impl Gateway {
    fn start(program: &Path, data: &Path) -> Result<Self> {
        let mut serve = Command::new(program);
        serve.args(["serve", "--port", "0", "--data"]).arg(data).stdout(Stdio::piped());
        let mut process = serve.spawn().with_context(|| format!("{} could not be started", program.display()))?;
        let mut said = BufReader::new(process.stdout.take().context("the gateway cannot be heard")?);
        let mut line = String::new();
        let heard = said.read_line(&mut line);
        let address = line.trim().trim_start_matches("listening on ").to_owned();
        let gateway = Self { process, address, _said: said };
        heard?;
        if gateway.address.starts_with("http") {
            Ok(gateway)
        } else {
            bail!("the gateway does not say where it listens")
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // One that has ended by itself is no longer there.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
