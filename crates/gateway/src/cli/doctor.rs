//! `calling-card doctor`.

use std::path::PathBuf;

use calling_card_gateway::doctor::{self, Report, Subject, Weight};
use calling_card_gateway::vault::KeySource;
use clap::Args;

use super::{Data, Failure};

/// Look at an installation, and say what is wrong with it. Give it the environment that `calling-card serve` has.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    data: Data,
    /// The address under which the gateway is reached, as `calling-card serve` is told.
    #[arg(long, env = "CALLING_CARD_PUBLIC_URL")]
    public_url: Option<String>,
    /// Ask the gateway at this address, too, as visitors reach it.
    #[arg(long)]
    url: Option<String>,
    /// Print it for programs.
    #[arg(long)]
    json: bool,
    /// Where the system says how much memory the program may have: the folder of its cgroup.
    #[arg(long, default_value = "/sys/fs/cgroup")]
    cgroup: PathBuf,
}

impl Doctor {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        self.data.file("The doctor looks at a data folder; ask the gateway itself at /readyz, and look through the audit log with `calling-card audit verify`.")?;
        let key_file = match self.data.keys() {
            KeySource::File(file) => Some(file),
            KeySource::Text(_) => None,
        };
        let said = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
        let mail = said("SMTP_URL").map(|url| (url.into(), said("MAIL_FROM").unwrap_or_default()));
        let Self { data, public_url, url, json, cgroup } = self;
        let subject = Subject { data: data.data, key_file, public_url, mail, url, cgroup };
        let report = doctor::examine(&subject).await;
        match json {
            true => super::print(&serde_json::to_string_pretty(&report).map_err(calling_card_gateway::Error::from)?)?,
            false => print(&report)?,
        }
        match report.findings.iter().filter(|finding| finding.weight == Weight::Wrong).count() {
            0 => Ok(()),
            wrong => Err(Failure(format!("{wrong} to be mended."))),
        }
    }
}

fn print(report: &Report) -> Result<(), Failure> {
    for finding in &report.findings {
        let mark = if finding.weight == Weight::Wrong { "WRONG" } else { "note" };
        super::print(&format!("{mark}: {}\n  why: {}\n  do:  {}\n", finding.what, finding.why, finding.remedy))?;
    }
    let (looked, found) = (report.checked.len(), report.findings.len());
    super::print(&format!("{looked} things looked at, {found} found."))
}
