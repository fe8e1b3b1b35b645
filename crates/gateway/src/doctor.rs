//! `calling-card doctor`: looks at an installation, and says what is wrong with it, why that matters, and what to do. It changes nothing.

mod address;
mod database;
mod folder;
mod machine;
mod mail_server;
mod outside;

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Serialize;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The data folder.
    pub data: PathBuf,
    /// The file with the keys of the connections' secrets; none where the environment holds them.
    pub key_file: Option<PathBuf>,
    /// The address under which the gateway is reached, as it is configured.
    pub public_url: Option<String>,
    /// The mail server and the sender (`SMTP_URL`, `MAIL_FROM`).
    pub mail: Option<(SecretString, String)>,
    /// Where the gateway is to be asked from outside.
    pub url: Option<String>,
    /// Where the system says how much memory the program may have.
    pub cgroup: PathBuf,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Worth a look.
    Notable,
    /// To be mended.
    Wrong,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// By which look.
    pub check: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// What was found.
    pub what: String,
    /// Why it matters.
    pub why: &'static str,
    /// What is to be done.
    pub remedy: String,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// What was looked at.
    pub checked: Vec<&'static str>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether anything has to be mended.
    pub fn is_wrong(&self) -> bool {
        self.findings.iter().any(|finding| finding.weight == Weight::Wrong)
    }

    /// Begins a look.
    fn look(&mut self, check: &'static str) -> Look<'_> {
        self.checked.push(check);
        Look { check, findings: &mut self.findings }
    }
}

/// One look, which may find something.
struct Look<'a> {
    check: &'static str,
    findings: &'a mut Vec<Finding>,
}

impl Look<'_> {
    /// Something that is to be mended: what, why it matters, what to do.
    fn wrong(&mut self, what: impl Into<String>, why: &'static str, remedy: impl Into<String>) {
        self.find(Weight::Wrong, (what.into(), why, remedy.into()));
    }

    /// Something that is worth a look.
    fn notable(&mut self, what: impl Into<String>, why: &'static str, remedy: impl Into<String>) {
        self.find(Weight::Notable, (what.into(), why, remedy.into()));
    }

    fn find(&mut self, weight: Weight, (what, why, remedy): (String, &'static str, String)) {
        self.findings.push(Finding { check: self.check, weight, what, why, remedy });
    }
}

/// Looks at an installation.
pub async fn examine(subject: &Subject) -> Report {
    let mut report = Report::default();
    if folder::is_there(subject, &mut report) {
        folder::examine(subject, &mut report);
        database::examine(subject, &mut report).await;
    }
    machine::examine(subject, &mut report);
    address::examine(subject, &mut report);
    mail_server::examine(subject, &mut report).await;
    if let Some(url) = &subject.url {
        outside::examine(subject, url, &mut report).await;
    }
    report.findings.sort_by_key(|finding| std::cmp::Reverse(finding.weight));
    report
}
