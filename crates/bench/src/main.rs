//! What the gateway takes for submissions, lists and searches, beside the bare database that is asked the same in the same run, in turns:
//! `cargo xtask bench gateway`.

mod bare;
mod gateway;
mod ground;
mod in_process;
mod machine;
mod measure;
mod picture;
mod requests;
mod table;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use secrecy::SecretString;

use ground::Ground;
use measure::Measured;

/// Measures the gateway beside its bare database.
#[derive(Parser)]
struct Options {
    /// The gateway's program.
    #[arg(long)]
    program: PathBuf,
    /// Where made-up people are kept between measurements.
    #[arg(long)]
    data: PathBuf,
    /// The address of a superuser's database in PostgreSQL; left out where there is none.
    #[arg(long)]
    postgres: Option<SecretString>,
    /// How many people there are, one number after another.
    #[arg(long, value_delimiter = ',')]
    people: Vec<u32>,
    /// Of which commit the program is.
    #[arg(long)]
    commit: String,
    /// The folder in which `scaling.md` takes the tables in, and `scaling.svg` is.
    #[arg(long)]
    write: Option<PathBuf>,
}

/// Where the document takes in what was measured.
const TAKEN_IN: (&str, &str) = ("<!-- measured -->", "<!-- /measured -->");

#[tokio::main]
async fn main() -> Result<()> {
    let Options { program, data, postgres, mut people, commit, write } = Options::parse();
    people.sort_unstable();
    people.dedup();
    fs::create_dir_all(&data)?;
    let mut said = vec![format!("Commit {commit}; {}.", machine::speed(&data)?)];
    said.push(match &postgres {
        Some(server) => ground::settings(server).await?,
        None => "PostgreSQL is not installed here: SQLite alone was measured.".to_owned(),
    });
    let mut all: Vec<Measured> = Vec::new();
    for &count in &people {
        let ground = Ground::in_sqlite(&data, count).await?;
        all.push(measure::on(ground, &program).await?);
        if let Some(server) = &postgres {
            let ground = Ground::in_postgres(&data, server, count).await?;
            all.push(measure::on(ground, &program).await?);
        }
    }
    said.push(format!("Load of the machine afterwards: {}.", machine::load()));
    let tables = format!("{}\n\n{}", said.join(" "), table::of(&all));
    println!("\n{tables}");
    let picture = picture::of(&all);
    let Some(folder) = write else {
        let file = data.join("scaling.svg");
        fs::write(&file, picture)?;
        println!("\nThe picture: {}", file.display());
        return Ok(());
    };
    fs::write(folder.join("scaling.svg"), picture)?;
    let document = folder.join("scaling.md");
    let text = fs::read_to_string(&document)?;
    fs::write(document, taken_in(&text, &tables).context("scaling.md does not say where the tables stand")?)?;
    Ok(())
}

/// The document with these tables in the place of those that it had.
fn taken_in(document: &str, tables: &str) -> Option<String> {
    let (before, rest) = document.split_once(TAKEN_IN.0)?;
    let (_, after) = rest.split_once(TAKEN_IN.1)?;
    Some(format!("{before}{}\n{tables}\n{}{after}", TAKEN_IN.0, TAKEN_IN.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_takes_in_what_was_measured_and_stays_as_it_is_otherwise() {
        let document = "# Scaling\n<!-- measured -->\nold\n<!-- /measured -->\nend\n";
        let expected = "# Scaling\n<!-- measured -->\nnew\n<!-- /measured -->\nend\n";
        assert_eq!(taken_in(document, "new").as_deref(), Some(expected));
        assert_eq!(taken_in("# Scaling\n", "new"), None);
    }
}
